package dev.ionosphere.programs.message;

import dev.ionosphere.programs.curve.Curve;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a program has told so far; its size is bounded.
 *
 * @param counts messages by type
 * @param faults of what else was in the file
 * @param fraction 0 to 1
 * @param figures the newest value of each metric
 * @param kpis the newest value of each
 * @param curves of the metrics
 * @param newest the newest messages of each type that is no metric, no progress and no KPI, oldest
 *     first
 */
public record MessageSummary(
    Map<String, Long> counts,
    Faults faults,
    OptionalDouble fraction,
    Optional<String> stage,
    Map<String, Double> figures,
    Map<String, Double> kpis,
    Map<String, Curve> curves,
    Map<String, List<Message>> newest) {

  public MessageSummary {
    counts = Map.copyOf(counts);
    figures = Map.copyOf(figures);
    kpis = Map.copyOf(kpis);
    curves = Map.copyOf(curves);
    newest = Map.copyOf(newest);
  }

  /**
   * What was no message.
   *
   * @param badLines lines that are none
   * @param firstBad the first of them with what is wrong with it; empty if there is none
   * @param duplicates messages that were there before
   * @param bytesDropped that were not looked at, as more was written than could be read
   * @param metricsLeftOut values of metrics beyond the most that have a curve
   */
  public record Faults(
      long badLines, String firstBad, long duplicates, long bytesDropped, long metricsLeftOut) {

    static final Faults NONE = new Faults(0, "", 0, 0, 0);

    Faults bad(String first) {
      return new Faults(
          badLines + 1, badLines == 0 ? first : firstBad, duplicates, bytesDropped, metricsLeftOut);
    }

    Faults duplicate() {
      return new Faults(badLines, firstBad, duplicates + 1, bytesDropped, metricsLeftOut);
    }

    Faults dropped(long bytes) {
      return new Faults(badLines, firstBad, duplicates, bytesDropped + bytes, metricsLeftOut);
    }

    Faults leftOut(long values) {
      return new Faults(badLines, firstBad, duplicates, bytesDropped, values);
    }
  }
}
