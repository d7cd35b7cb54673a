package dev.ionosphere.api.health.judge;

import dev.ionosphere.models.device.Bucket;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What buckets say together. They add up in any order.
 *
 * @param rows that were well formed
 * @param predictions scored rows by what the model said
 * @param refused rows by reason
 * @param features by name
 * @param unseen rows that were not scored for a category that training did not see; absent of
 *     judgements up to 0.3.0
 */
public record Sums(
    long rows,
    long scored,
    long anomalies,
    long[] predictions,
    Map<String, Long> refused,
    Map<String, Bucket.Seen> features,
    @Nullable Long unseen) {

  public static final Sums NONE = new Sums(0, 0, 0, new long[0], Map.of(), Map.of());

  public Sums {
    refused = Collections.unmodifiableMap(new TreeMap<>(refused));
    features = Collections.unmodifiableMap(new TreeMap<>(features));
  }

  public Sums(
      long rows,
      long scored,
      long anomalies,
      long[] predictions,
      Map<String, Long> refused,
      Map<String, Bucket.Seen> features) {
    this(rows, scored, anomalies, predictions, refused, features, null);
  }

  public static Sums of(Bucket bucket) {
    return new Sums(
        bucket.rows(),
        bucket.scored(),
        bucket.anomalies(),
        bucket.predictions(),
        bucket.refused(),
        bucket.features(),
        bucket.unseen());
  }

  public Sums plus(Sums other) {
    Map<String, Long> reasons = new TreeMap<>(refused);
    other.refused.forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    Map<String, Bucket.Seen> merged = new TreeMap<>(features);
    other.features.forEach((name, seen) -> merged.merge(name, seen, Sums::together));
    return new Sums(
        rows + other.rows,
        scored + other.scored,
        anomalies + other.anomalies,
        sum(predictions, other.predictions),
        reasons,
        merged,
        unseen == null && other.unseen == null ? null : (Long) (rowsUnseen() + other.rowsUnseen()));
  }

  /**
   * The same shares of fewer rows.
   *
   * @param chance from 0 to below 1, which rows are left; over many, each bin keeps its share
   */
  public Sums weighing(double weight, double chance) {
    return weight >= 1 ? this : new Sample(weight, chance).of(this);
  }

  /** Rows that came, whether they were taken or not. */
  public long came() {
    return rows + refusals();
  }

  /** Rows that were not scored for a category that training did not see. */
  public long rowsUnseen() {
    return unseen == null ? 0 : unseen;
  }

  public long refusals() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  static long[] sum(long[] left, long[] right) {
    long[] sums = Arrays.copyOf(left, Math.max(left.length, right.length));
    for (int i = 0; i < right.length; i++) {
      sums[i] += right[i];
    }
    return sums;
  }

  private static Bucket.Seen together(Bucket.Seen left, Bucket.Seen right) {
    long[] counts = sum(left.counts(), right.counts());
    if (none(left)) {
      return new Bucket.Seen(counts, right.least(), right.greatest());
    }
    if (none(right)) {
      return new Bucket.Seen(counts, left.least(), left.greatest());
    }
    return new Bucket.Seen(
        counts,
        known(left.least(), right.least(), Math::min),
        known(left.greatest(), right.greatest(), Math::max));
  }

  private static boolean none(Bucket.Seen seen) {
    return Arrays.stream(seen.counts()).allMatch(count -> count == 0);
  }

  /** Agents up to 0.3.0 did not say. */
  private static @Nullable Double known(
      @Nullable Double left, @Nullable Double right, java.util.function.DoubleBinaryOperator of) {
    return left == null || right == null ? null : (Double) of.applyAsDouble(left, right);
  }
}
