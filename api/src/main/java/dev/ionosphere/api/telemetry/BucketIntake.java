package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.health.Anomalies;
import dev.ionosphere.api.health.Anomaly;
import dev.ionosphere.api.health.DeviceHealth;
import dev.ionosphere.api.health.DeviceHealths;
import dev.ionosphere.api.health.StoredBuckets;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Bucket;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps buckets and their anomalies, adds them to the device's totals, and leaves them to the
 * judge. Callers bring the transaction.
 */
@Singleton
final class BucketIntake {

  private final StoredBuckets buckets;
  private final DeviceHealths totals;
  private final Anomalies anomalies;

  BucketIntake(StoredBuckets buckets, DeviceHealths totals, Anomalies anomalies) {
    this.buckets = buckets;
    this.totals = totals;
    this.anomalies = anomalies;
  }

  /** What became of a bucket. */
  enum Taken {
    ADDED,
    /** The very same is there. */
    KNOWN,
    /** One of the same name is there, and says something else. */
    CONTRADICTS
  }

  Delivery open(String device, long incarnation, Instant now) {
    return new Delivery(device, incarnation, now);
  }

  /** Those that a device sends at once; what they add up to is kept when it is closed. */
  final class Delivery {

    private final String device;
    private final long incarnation;
    private final Instant now;
    private final Map<String, DeviceHealth> sums = new LinkedHashMap<>();

    private Delivery(String device, long incarnation, Instant now) {
      this.device = device;
      this.incarnation = incarnation;
      this.now = now;
    }

    Taken add(Bucket bucket) {
      String hash = Sha256.hex(Json.canonical(bucket));
      int added =
          buckets.add(
              device,
              incarnation,
              bucket.ion(),
              bucket.node(),
              bucket.generation(),
              bucket.digest(),
              bucket.start(),
              bucket.part(),
              bucket.closed(),
              bucket.scored(),
              bucket.anomalies(),
              Json.canonical(TrimmedBucket.withoutExamples(bucket)),
              hash,
              now);
      if (added == 0) {
        return hash(bucket).equals(hash) ? Taken.KNOWN : Taken.CONTRADICTS;
      }
      leaveToJudge(bucket);
      keep(bucket);
      DeviceHealth of = DeviceHealth.of(device, bucket);
      sums.merge(of.id(), of, DeviceHealth::plus);
      return Taken.ADDED;
    }

    private String hash(Bucket bucket) {
      return buckets
          .hash(
              device,
              incarnation,
              bucket.ion(),
              bucket.node(),
              bucket.generation(),
              bucket.digest(),
              bucket.start(),
              bucket.part())
          .orElseThrow(() -> new IllegalStateException("a bucket of " + device + " is not there"));
    }

    private void leaveToJudge(Bucket bucket) {
      long left =
          buckets.leaveToJudge(
              device,
              incarnation,
              bucket.ion(),
              bucket.node(),
              bucket.generation(),
              bucket.digest(),
              bucket.start(),
              bucket.part());
      if (left != 1) {
        throw new IllegalStateException("a bucket of " + device + " is not there");
      }
    }

    private void keep(Bucket bucket) {
      if (bucket.examples().isEmpty()) {
        return;
      }
      anomalies.saveAll(
          bucket.examples().stream()
              .map(anomaly ->
                  new Anomaly(
                      null,
                      device,
                      bucket.ion(),
                      bucket.node(),
                      bucket.digest(),
                      anomaly.row(),
                      anomaly.score(),
                      anomaly.label(),
                      bucket.closed()))
              .toList());
    }

    void close() {
      for (DeviceHealth sum : sums.values()) {
        totals
            .findById(sum.id())
            .ifPresentOrElse(before -> totals.update(before.plus(sum)), () -> totals.save(sum));
      }
    }
  }
}
