package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.device.Bucket;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows at even distances, the first by chance. Counts are taken one after the other as if their
 * rows lay in a line, so that few rows in many bins are not lost, as they would be if each bin was
 * cut by itself.
 */
record Sample(double weight, double chance) {

  Sums of(Sums all) {
    Map<String, Long> reasons = new TreeMap<>();
    long before = 0;
    for (Map.Entry<String, Long> reason : all.refused().entrySet()) {
      reasons.put(reason.getKey(), between(before, before + reason.getValue()));
      before += reason.getValue();
    }
    Map<String, Bucket.Seen> features = new TreeMap<>();
    all.features()
        .forEach((name, seen) ->
            features.put(
                name, new Bucket.Seen(parts(seen.counts()), seen.least(), seen.greatest())));
    return new Sums(
        until(all.rows()),
        until(all.scored()),
        until(all.anomalies()),
        parts(all.predictions()),
        reasons,
        features,
        all.unseen() == null
            ? null
            : (Long) between(all.scored(), all.scored() + all.rowsUnseen()));
  }

  private long[] parts(long[] counts) {
    long[] parts = new long[counts.length];
    long before = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      parts[bin] = between(before, before + counts[bin]);
      before += counts[bin];
    }
    return parts;
  }

  private long between(long from, long to) {
    return until(to) - until(from);
  }

  /** Never more of fewer, so no part is above its whole. */
  private long until(long rows) {
    return (long) Math.floor(rows * weight + chance);
  }
}
