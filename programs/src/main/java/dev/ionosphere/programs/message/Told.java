package dev.ionosphere.programs.message;

import dev.ionosphere.programs.curve.Curves;
import dev.ionosphere.programs.curve.Point;
import dev.ionosphere.programs.message.MessageSummary.Faults;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What was told so far, line after line. */
final class Told implements MessageLines.Taker {

  private static final int MOST_TYPES = 100;
  private static final int MOST_KPIS = 500;
  private static final int FIRST_BAD = 300;

  private final Map<String, Long> counts;
  private final Curves curves;
  private final Map<String, Double> kpis;
  private final KeptMessages kept;
  private final Writers writers;
  private Faults faults;
  private OptionalDouble fraction;
  private Optional<String> stage;
  private Instant now = Instant.EPOCH;

  Told(Saved saved) {
    counts = new TreeMap<>(saved.counts());
    curves = Curves.of(saved.curves());
    kpis = new TreeMap<>(saved.kpis());
    kept = KeptMessages.of(saved.kept());
    writers = Writers.of(saved.writers());
    faults = saved.faults();
    fraction =
        Double.isNaN(saved.fraction())
            ? OptionalDouble.empty()
            : OptionalDouble.of(saved.fraction());
    stage = saved.stage().isEmpty() ? Optional.empty() : Optional.of(saved.stage());
  }

  /**
   * As it is kept in a file.
   *
   * @param fraction NaN: none was told
   * @param stage empty: none was told
   */
  record Saved(
      Map<String, Long> counts,
      Faults faults,
      double fraction,
      String stage,
      Map<String, Double> kpis,
      Curves.Saved curves,
      Map<String, List<KeptMessages.Kept>> kept,
      Map<Long, Writers.Saved> writers) {

    static final Saved NOTHING =
        new Saved(
            Map.of(),
            Faults.NONE,
            Double.NaN,
            "",
            Map.of(),
            new Curves.Saved(Map.of(), 0),
            Map.of(),
            Map.of());
  }

  /** The time of what tells none from here on. */
  void at(Instant time) {
    now = time;
  }

  @Override
  public void line(byte[] bytes, int from, int length) {
    switch (MessageReader.read(bytes, from, length, now)) {
      case MessageReader.Read.Bad(String reason) ->
          faults =
              faults.bad(
                  faults.badLines() > 0
                      ? ""
                      : JsonLine.whole("%s: %s".formatted(reason, text(bytes, from, length))));
      case MessageReader.Read.Good(Message message) -> {
        if (writers.isNew(message)) {
          take(message, bytes, from, length);
        } else {
          faults = faults.duplicate();
        }
      }
    }
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, Math.min(length, FIRST_BAD), StandardCharsets.UTF_8);
  }

  @Override
  public void tooLong() {
    faults = faults.bad("a line is longer than %d bytes".formatted(MessageLines.LONGEST));
  }

  private void take(Message message, byte[] bytes, int from, int length) {
    String type = message.type();
    if (counts.size() < MOST_TYPES || counts.containsKey(type)) {
      counts.merge(type, 1L, Long::sum);
    }
    switch (message) {
      case Message.Metric metric -> {
        long step = metric.step().orElseGet(() -> curves.count(metric.name()));
        curves.add(metric.name(), new Point(step, metric.origin().time(), metric.value()));
      }
      case Message.Progress progress -> {
        fraction = progress.fraction().isPresent() ? progress.fraction() : fraction;
        stage = progress.stage().isPresent() ? progress.stage() : stage;
      }
      case Message.Kpi kpi -> {
        if (kpis.size() < MOST_KPIS || kpis.containsKey(kpi.name())) {
          kpis.put(kpi.name(), kpi.value());
        }
        kept.add(type, bytes, from, length, now);
      }
      case Message.Open open -> kept.add(type, bytes, from, length, now);
      case Message.Close close -> {}
      case Message.Log log -> kept.add(type, bytes, from, length, now);
      case Message.Event event -> kept.add(type, bytes, from, length, now);
      case Message.Alert alert -> kept.add(type, bytes, from, length, now);
      case Message.Model model -> kept.add(type, bytes, from, length, now);
      case Message.Dataset dataset -> kept.add(type, bytes, from, length, now);
      case Message.Check check -> kept.add(type, bytes, from, length, now);
      case Message.Health health -> kept.add(type, bytes, from, length, now);
      case Message.Unknown unknown -> kept.add(type, bytes, from, length, now);
    }
  }

  /** Bytes went by unread. */
  void dropped(long bytes) {
    faults = faults.dropped(bytes);
  }

  MessageSummary summary() {
    return new MessageSummary(
        counts,
        faults.leftOut(curves.leftOut()),
        fraction,
        stage,
        curves.newest(),
        kpis,
        curves.copy(),
        kept.messages());
  }

  Saved save() {
    return new Saved(
        counts,
        faults,
        fraction.orElse(Double.NaN),
        stage.orElse(""),
        kpis,
        curves.save(),
        kept.save(),
        writers.save());
  }

  OptionalDouble fraction() {
    return fraction;
  }

  Optional<String> stage() {
    return stage;
  }

  Map<String, Double> figures() {
    return curves.newest();
  }
}
