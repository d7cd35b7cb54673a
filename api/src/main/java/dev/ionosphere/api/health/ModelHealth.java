package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Cohort;
import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.models.device.Bucket.SourceState;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A judgement, signal by signal: of all devices together, and of each. */
public final class ModelHealth {

  /**
   * One signal.
   *
   * @param subject what is judged worst: a feature, or empty
   * @param state fine, raised, or unknown while rows are too few
   */
  @Introspected
  public record Line(
      String signal,
      String title,
      String subject,
      @Nullable Double value,
      @Nullable Double limit,
      String state,
      String text) {}

  /**
   * A device.
   *
   * @param rows that were judged last
   * @param similarity of them, the lowest of the features; absent if there were none
   * @param usual rows that come in a bucket that has any
   * @param behind bytes that wait; absent if that is not known
   * @param raised titles of its signals
   */
  @Introspected
  public record OfDevice(
      String device,
      long rows,
      @Nullable Double similarity,
      double usual,
      String source,
      @Nullable Long behind,
      @Nullable Instant lastRow,
      @Nullable Instant newest,
      List<String> raised,
      List<String> texts) {

    private static OfDevice of(HealthTrack track, boolean alone) {
      Predicate<Signal> told = signal -> signal != Signal.DEVICE || alone;
      Optional<SourceState> source = track.sourceState();
      return new OfDevice(
          track.device(),
          track.rowsJudged(),
          track.rowsJudged() == 0 ? null : track.score(),
          track.usual(),
          source.map(state -> state.status().name().toLowerCase(Locale.ROOT)).orElse("unknown"),
          source.map(SourceState::behind).orElse(null),
          source.map(SourceState::lastRow).orElse(null),
          source.map(SourceState::newest).orElse(null),
          track.signals().stream().filter(told).map(Signal::title).toList(),
          track.found().stream()
              .filter(found -> told.test(found.signal()))
              .map(Finding::text)
              .toList());
    }
  }

  /** The devices of one model, held against each other. */
  public static List<OfDevice> devices(List<HealthTrack> tracks) {
    double limit =
        Cohort.limit(
            tracks.stream()
                .filter(track -> track.rowsJudged() > 0)
                .map(HealthTrack::score)
                .toList());
    return tracks.stream().map(track -> OfDevice.of(track, track.score() < limit)).toList();
  }

  /** One line for each signal of all devices together, with what is worst in it. */
  public static List<Line> lines(@Nullable NodeHealth health) {
    List<Line> lines = new ArrayList<>();
    Arrays.stream(Signal.values())
        .filter(signal -> !signal.ofDevice())
        .forEach(signal -> lines.add(line(signal, health)));
    return lines;
  }

  private static Line line(Signal signal, @Nullable NodeHealth health) {
    List<Finding> findings =
        health == null
            ? List.of()
            : health.found().stream().filter(found -> found.signal() == signal).toList();
    if (health == null || findings.isEmpty()) {
      return new Line(
          signal.alert(), signal.title(), "", null, null, "unknown", "too few rows to judge");
    }
    Finding worst =
        findings.stream().reduce((left, right) -> worse(left, right) ? left : right).orElseThrow();
    boolean raised = health.signals().contains(signal);
    return new Line(
        signal.alert(),
        signal.title(),
        worst.subject(),
        worst.value(),
        worst.limit(),
        raised ? "raised" : "fine",
        raised && !worst.broken() ? worst.text() + "; fine when last judged" : worst.text());
  }

  private static boolean worse(Finding left, Finding right) {
    if (left.broken() != right.broken()) {
      return left.broken();
    }
    return left.signal() == Signal.DRIFT
        ? left.value() <= right.value()
        : left.value() >= right.value();
  }

  private ModelHealth() {}
}
