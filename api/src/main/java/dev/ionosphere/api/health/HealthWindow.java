package dev.ionosphere.api.health;

import dev.ionosphere.api.json.CountsColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;

/**
 * Rows a device scored between two closings of its window.
 *
 * @param predictions JSON array of counts by label
 */
@MappedEntity("health_window")
public record HealthWindow(
    @Id @GeneratedValue @Nullable Long id,
    String device,
    String ion,
    String node,
    String digest,
    long generation,
    long sequence,
    Instant openedAt,
    Instant closedAt,
    long rowsScored,
    long firstRow,
    long anomalies,
    @TypeDef(type = DataType.STRING, converter = CountsColumn.class) Map<String, long[]> histograms,
    String predictions,
    boolean offline,
    Instant receivedAt) {}
