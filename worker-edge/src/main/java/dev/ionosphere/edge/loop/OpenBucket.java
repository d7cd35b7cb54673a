package dev.ionosphere.edge.loop;

import dev.ionosphere.data.row.RefusalReason;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.models.device.Bucket.Seen;
import dev.ionosphere.models.device.Telemetry.Anomaly;
import dev.ionosphere.models.health.FeatureCounter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is counted of one stretch until it is closed. */
final class OpenBucket {

  final Instant start;
  final FeatureCounter counter;
  final Refusals refused = new Refusals();
  final long[] predictions;
  final List<Anomaly> examples = new ArrayList<>();
  long scored;

  /** Rows that were not scored for a category that training did not see. */
  long unseen;

  /** Rows that have all that the model needs, but too large to be scored. */
  long tooLarge;

  long anomalies;

  OpenBucket(Instant start, FeatureCounter counter, int labels) {
    this.start = start;
    this.counter = counter;
    this.predictions = new long[labels];
  }

  long rows() {
    return counter.rows();
  }

  /** Rows that were left out of scoring. */
  long bad() {
    return refused.count() + rows() - scored;
  }

  /** Why they were, with how many of them. */
  Map<String, Long> left() {
    Map<String, Long> left = reasons();
    left.merge("unseen", unseen, Long::sum);
    left.merge("too-large", tooLarge, Long::sum);
    left.merge("missing", rows() - scored - unseen - tooLarge, Long::sum);
    left.values().removeIf(count -> count == 0);
    return left;
  }

  Map<String, Long> reasons() {
    Map<String, Long> reasons = new TreeMap<>();
    for (Map.Entry<RefusalReason, Long> reason : refused.counts().entrySet()) {
      reasons.put(reason.getKey().wireName(), reason.getValue());
    }
    return reasons;
  }

  /** Names of columns in it may be very long. */
  @Nullable String firstRefused() {
    return refused.first().map(SourceWatch::shortened).orElse(null);
  }

  /** Nothing of a stretch without rows. */
  Map<String, Seen> seen() {
    if (rows() == 0) {
      return Map.of();
    }
    Map<String, Seen> seen = new TreeMap<>();
    for (Map.Entry<String, FeatureCounter.Seen> feature : counter.seen().entrySet()) {
      FeatureCounter.Seen own = feature.getValue();
      seen.put(
          feature.getKey(), new Seen(own.counts(), finite(own.least()), finite(own.greatest())));
    }
    return seen;
  }

  /** JSON has no infinity. */
  private static @Nullable Double finite(OptionalDouble value) {
    return value.isEmpty()
        ? null
        : Double.valueOf(Math.clamp(value.getAsDouble(), -Double.MAX_VALUE, Double.MAX_VALUE));
  }
}
