package dev.ionosphere.spec.ion;

import java.time.Duration;

/**
 * What a node or a device may show before people are told. Shares are of rows, 0 to 1.
 *
 * @param psi population stability index of a feature
 * @param missing share of missing values of a feature on a device, above that of training
 * @param refused share of rows on a device that are not taken
 * @param anomalies share of scored rows
 * @param predictions population stability index of what the model says, against its first rows
 * @param idle how long a source may give no row
 * @param lag how old the newest row may be while more wait
 * @param silent how long a device may not be heard
 * @param weight how many times the rows of the median device one counts for at most
 */
public record HealthLimits(
    double psi,
    double missing,
    double refused,
    double anomalies,
    double predictions,
    Duration idle,
    Duration lag,
    Duration silent,
    int weight) {

  public static final HealthLimits USUAL =
      new HealthLimits(
          0.25,
          0.05,
          0.05,
          0.1,
          0.25,
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofMinutes(10),
          10);
}
