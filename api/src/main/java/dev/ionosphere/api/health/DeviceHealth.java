package dev.ionosphere.api.health;

import dev.ionosphere.api.json.CountsColumn;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;

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
    long rowsSeen) {}
