package dev.ionosphere.api.telemetry;

import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry.Anomaly;
import java.util.List;
import java.util.Map;

/** A bucket without what is kept elsewhere, or cannot be used. */
final class TrimmedBucket {

  static Bucket withoutFeatures(Bucket bucket) {
    return of(bucket, Map.of(), bucket.examples());
  }

  static Bucket withoutExamples(Bucket bucket) {
    return of(bucket, bucket.features(), List.of());
  }

  private static Bucket of(
      Bucket bucket, Map<String, Bucket.Seen> features, List<Anomaly> examples) {
    return new Bucket(
        bucket.ion(),
        bucket.node(),
        bucket.digest(),
        bucket.generation(),
        bucket.start(),
        bucket.seconds(),
        bucket.part(),
        bucket.closed(),
        bucket.rows(),
        bucket.scored(),
        bucket.refused(),
        bucket.firstRefused(),
        features,
        bucket.predictions(),
        bucket.anomalies(),
        examples,
        bucket.source(),
        bucket.offline(),
        bucket.unseen());
  }

  private TrimmedBucket() {}
}
