package dev.ionosphere.api.telemetry;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.health.Anomalies;
import dev.ionosphere.api.health.Anomaly;
import dev.ionosphere.api.health.Counts;
import dev.ionosphere.api.health.DeviceHealth;
import dev.ionosphere.api.health.DeviceHealths;
import dev.ionosphere.api.health.StoredBucket;
import dev.ionosphere.api.health.StoredBuckets;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Bucket;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

  Taken add(String device, long incarnation, Bucket bucket, Instant now) {
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
    StoredBucket stored = stored(device, incarnation, bucket);
    if (added == 0) {
      return stored.bodyHash().equals(hash) ? Taken.KNOWN : Taken.CONTRADICTS;
    }
    Long id = stored.id();
    buckets.leaveToJudge(id == null ? 0 : id, bucket.ion(), bucket.node());
    keep(device, bucket);
    total(device, bucket);
    return Taken.ADDED;
  }

  private StoredBucket stored(String device, long incarnation, Bucket bucket) {
    return buckets
        .findByDeviceAndIncarnationAndIonAndNodeAndGenerationAndDigestAndStartedAtAndPart(
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

  private void keep(String device, Bucket bucket) {
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

  private void total(String device, Bucket bucket) {
    String id = String.join(":", device, bucket.ion(), bucket.node(), bucket.digest());
    Optional<DeviceHealth> before = totals.findById(id);
    long offline = bucket.offline() ? bucket.scored() : 0;
    Map<String, long[]> counts = new TreeMap<>();
    bucket.features().forEach((name, seen) -> counts.put(name, seen.counts()));
    if (before.isEmpty()) {
      totals.save(
          new DeviceHealth(
              id,
              device,
              bucket.ion(),
              bucket.node(),
              bucket.digest(),
              1,
              bucket.scored(),
              bucket.anomalies(),
              offline,
              counts,
              Json.canonical(bucket.predictions()),
              bucket.start(),
              bucket.closed(),
              bucket.rows()));
      return;
    }
    DeviceHealth old = before.get();
    totals.update(
        new DeviceHealth(
            id,
            device,
            old.ion(),
            old.node(),
            old.digest(),
            old.windows() + 1,
            Counts.plus(old.rowsScored(), bucket.scored()),
            Counts.plus(old.anomalies(), bucket.anomalies()),
            Counts.plus(old.offlineRows(), offline),
            Counts.merged(old.histograms(), counts),
            Json.canonical(
                Counts.sum(Json.read(old.predictions(), long[].class), bucket.predictions())),
            old.firstAt().isBefore(bucket.start()) ? old.firstAt() : bucket.start(),
            old.lastAt().isAfter(bucket.closed()) ? old.lastAt() : bucket.closed(),
            Counts.plus(old.rowsSeen(), bucket.rows())));
  }
}
