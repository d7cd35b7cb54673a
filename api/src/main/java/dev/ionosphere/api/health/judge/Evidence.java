package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.health.Significance;
import dev.ionosphere.spec.ion.HealthPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that are judged together, and against what. */
final class Evidence {

  private final Sums sums;
  private final Baseline baseline;
  private final HealthPolicy policy;
  private final long[] first;
  private final int devices;
  private final List<Compared> features;

  /**
   * @param first what the model said of its first rows; empty while these are gathered
   * @param devices that are judged at the same time, each of which may be wrong by chance
   */
  Evidence(Sums sums, Baseline baseline, HealthPolicy policy, long[] first, int devices) {
    this.sums = sums;
    this.baseline = baseline;
    this.policy = policy;
    this.first = first;
    this.devices = devices;
    this.features =
        baseline.features().stream().map(this::compared).flatMap(Optional::stream).toList();
  }

  /** A feature in training and now. */
  record Compared(Baseline.Feature feature, Bucket.Seen seen, Histogram now) {

    String name() {
      return feature.name();
    }

    Histogram training() {
      return feature.training();
    }

    long values() {
      return now.rows() - now.missing();
    }
  }

  /** Those that rows came of, in bins of training. */
  List<Compared> features() {
    return features;
  }

  Sums sums() {
    return sums;
  }

  HealthPolicy policy() {
    return policy;
  }

  long[] first() {
    return first;
  }

  private Optional<Compared> compared(Baseline.Feature feature) {
    Bucket.@Nullable Seen seen = sums.features().get(feature.name());
    if (seen == null || seen.counts().length != feature.bins().size()) {
      return Optional.empty();
    }
    long values = Arrays.stream(seen.counts()).sum();
    return sums.rows() == 0 || values > sums.rows()
        ? Optional.empty()
        : Optional.of(new Compared(feature, seen, Histogram.of(seen.counts(), sums.rows())));
  }

  /** For a check that makes so many tests of each feature. */
  Significance perFeature(long tests) {
    return Significance.among(Math.max(1, baseline.features().size()) * tests * devices);
  }

  /** For a check of all rows. */
  Significance ofAll(long tests) {
    return Significance.among(tests * devices);
  }
}
