package dev.ionosphere.api.health;

import dev.ionosphere.api.json.CountsColumn;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.device.Bucket;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * All buckets of one device, node and model, added up.
 *
 * @param id {@code <device>:<ion>:<node>:<digest>}
 * @param windows how many buckets
 * @param rowsSeen those included that the model gave nothing for
 */
@MappedEntity("device_health")
public record DeviceHealth(
    @Id String id,
    String device,
    String ion,
    String node,
    String digest,
    long windows,
    long rowsScored,
    long anomalies,
    long offlineRows,
    @TypeDef(type = DataType.STRING, converter = CountsColumn.class) Map<String, long[]> histograms,
    String predictions,
    Instant firstAt,
    Instant lastAt,
    long rowsSeen) {

  /** Of one bucket. */
  public static DeviceHealth of(String device, Bucket bucket) {
    Map<String, long[]> counts = new TreeMap<>();
    bucket.features().forEach((name, seen) -> counts.put(name, seen.counts()));
    return new DeviceHealth(
        String.join(":", device, bucket.ion(), bucket.node(), bucket.digest()),
        device,
        bucket.ion(),
        bucket.node(),
        bucket.digest(),
        1,
        bucket.scored(),
        bucket.anomalies(),
        bucket.offline() ? bucket.scored() : 0,
        counts,
        Json.canonical(bucket.predictions()),
        bucket.start(),
        bucket.closed(),
        bucket.rows());
  }

  /** With more buckets of the same device, node and model. */
  public DeviceHealth plus(DeviceHealth more) {
    return new DeviceHealth(
        id,
        device,
        ion,
        node,
        digest,
        windows + more.windows,
        Counts.plus(rowsScored, more.rowsScored),
        Counts.plus(anomalies, more.anomalies),
        Counts.plus(offlineRows, more.offlineRows),
        Counts.merged(histograms, more.histograms),
        Json.canonical(
            Counts.sum(
                Json.read(predictions, long[].class), Json.read(more.predictions, long[].class))),
        firstAt.isBefore(more.firstAt) ? firstAt : more.firstAt,
        lastAt.isAfter(more.lastAt) ? lastAt : more.lastAt,
        Counts.plus(rowsSeen, more.rowsSeen));
  }
}
