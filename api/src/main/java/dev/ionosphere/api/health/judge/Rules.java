package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Significance;
import dev.ionosphere.spec.ion.HealthPolicy;
import java.util.List;

/**
 * How rows are judged.
 *
 * @param rows that are judged together at least
 * @param toRaise judgements in a row that raise a signal
 * @param toClear judgements in a row that clear it
 * @param whole whether a stretch of time is judged only when a later one has begun
 * @param devices that are judged at the same time
 */
public record Rules(
    Baseline baseline,
    HealthPolicy policy,
    List<Check> checks,
    long rows,
    int toRaise,
    int toClear,
    boolean whole,
    int devices) {

  /** More are not waited for, however little the policy allows. */
  private static final long MOST_ROWS = 2_000;

  private static final int LEAST_OF_DEVICE = 10;
  private static final int MOST_OF_DEVICE = 50;

  /** Of all devices of a node together. */
  public static Rules ofFleet(Baseline baseline, HealthPolicy policy) {
    return new Rules(
        baseline,
        policy,
        List.of(
            new SimilarityCheck(Signal.DRIFT),
            new ShiftCheck(Signal.SHIFT),
            new PredictionCheck(),
            new AnomalyCheck(Signal.ANOMALIES)),
        Math.max(policy.minSamples(), toSee(baseline, policy)),
        policy.hysteresis(),
        policy.hysteresis(),
        true,
        1);
  }

  /**
   * Of one device among others. It is told at the first judgement: that so many devices are judged
   * is in the level already.
   */
  public static Rules ofDevice(Baseline baseline, HealthPolicy policy, int devices) {
    return new Rules(
        baseline,
        policy,
        List.of(
            new SimilarityCheck(Signal.DEVICE),
            new AnomalyCheck(Signal.DEVICE_ANOMALIES),
            new MissingCheck(),
            new StuckCheck(),
            new RefusedCheck()),
        Math.clamp(policy.minSamples(), LEAST_OF_DEVICE, MOST_OF_DEVICE),
        1,
        policy.hysteresis(),
        false,
        Math.max(1, devices));
  }

  /** Rows by which a loss of similarity as large as the policy's limit is no chance. */
  private static long toSee(Baseline baseline, HealthPolicy policy) {
    Significance level = Significance.among(Math.max(1, baseline.features().size()));
    double loss = Math.clamp(1 - policy.similarityMin(), 0.01, 1);
    return baseline.features().stream()
        .filter(feature -> feature.training().rows() > 0)
        .mapToLong(feature -> level.rowsToSee(feature.training(), loss, MOST_ROWS))
        .max()
        .orElse(1);
  }
}
