package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.WorstFirst;
import dev.ionosphere.models.device.Bucket.SourceState;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A judgement, signal by signal: of all devices together, and of each. */
public final class ModelHealth {

  /**
   * One signal.
   *
   * @param subject what is judged worst: a feature, or empty
   * @param state fine, pending while too few windows in a row are broken, raised, or unknown while
   *     rows are too few
   * @param text of what is judged worst
   * @param broken the worst first, at most ten
   * @param more that are broken and not among them
   */
  @Introspected
  public record Line(
      String signal,
      String title,
      String subject,
      @Nullable Double value,
      @Nullable Double limit,
      String state,
      String text,
      List<Broken> broken,
      int more) {

    public Line {
      broken = List.copyOf(broken);
    }
  }

  /**
   * What breaks a limit.
   *
   * @param subject a feature, or empty if it is all rows
   */
  @Introspected
  public record Broken(String subject, double value, double limit, String text) {

    private static Broken of(Finding finding) {
      return new Broken(finding.subject(), finding.value(), finding.limit(), finding.text());
    }
  }

  /**
   * A device.
   *
   * @param rows that were judged last
   * @param similarity of them, the lowest of the features; absent if there were none
   * @param usual rows that come in a bucket that has any
   * @param behind bytes that wait; absent if that is not known
   * @param raised titles of its signals
   * @param texts what is broken, at most ten of a signal
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

    private static OfDevice of(HealthTrack track) {
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
          track.told().stream().map(Signal::title).toList(),
          WorstFirst.texts(track.toldOf()));
    }
  }

  /** The devices of one model. */
  public static List<OfDevice> devices(List<HealthTrack> tracks) {
    return tracks.stream().map(OfDevice::of).toList();
  }

  /** One line for each signal of all devices together, with all that is broken in it. */
  public static List<Line> lines(@Nullable NodeHealth health) {
    List<Line> lines = new ArrayList<>();
    Arrays.stream(Signal.values())
        .filter(signal -> !signal.ofDevice())
        .forEach(signal -> lines.add(line(signal, health)));
    return lines;
  }

  /** Why a signal says nothing. Predictions have nothing to be compared with at first. */
  private static String unknown(Signal signal, @Nullable NodeHealth health) {
    return health != null && health.rowsJudged() > 0 && signal == Signal.PREDICTIONS
        ? "compared with what the model said of its first rows, once there are more"
        : "too few rows to judge";
  }

  private static Line line(Signal signal, @Nullable NodeHealth health) {
    List<Finding> findings =
        health == null
            ? List.of()
            : WorstFirst.of(
                health.found().stream().filter(found -> found.signal() == signal).toList());
    if (health == null || findings.isEmpty()) {
      return new Line(
          signal.alert(),
          signal.title(),
          "",
          null,
          null,
          "unknown",
          unknown(signal, health),
          List.of(),
          0);
    }
    Finding worst = findings.getFirst();
    List<Finding> broken = findings.stream().filter(Finding::broken).toList();
    boolean raised = health.signals().contains(signal);
    return new Line(
        signal.alert(),
        signal.title(),
        worst.subject(),
        worst.value(),
        worst.limit(),
        state(raised, worst.broken()),
        worst.text() + (raised && !worst.broken() ? "; fine when last judged" : ""),
        broken.stream().limit(WorstFirst.NAMED).map(Broken::of).toList(),
        Math.max(0, broken.size() - WorstFirst.NAMED));
  }

  private static String state(boolean raised, boolean broken) {
    return raised ? "raised" : broken ? "pending" : "fine";
  }

  private ModelHealth() {}
}
