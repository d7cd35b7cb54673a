package dev.ionosphere.api.health;

import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Bucket;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A bucket as a device said it, but for its examples, which are {@link Anomaly anomalies}.
 *
 * @param body canonical JSON
 * @param bodyHash of all that the device said of it
 */
@MappedEntity("health_bucket")
public record StoredBucket(
    @Id @GeneratedValue @Nullable Long id,
    String device,
    long incarnation,
    String ion,
    String node,
    long generation,
    String digest,
    Instant startedAt,
    long part,
    Instant closedAt,
    long rowsScored,
    long anomalies,
    String body,
    String bodyHash,
    Instant receivedAt) {

  public Bucket bucket() {
    return Json.read(body, Bucket.class);
  }
}
