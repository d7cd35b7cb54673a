package dev.ionosphere.api.model;

import dev.ionosphere.api.json.NumbersColumn;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;

/**
 * A model package that the hub has signed.
 *
 * @param manifest its JSON as uploaded
 * @param bytes what a device has to fetch
 */
@MappedEntity("model")
public record RegisteredModel(
    @Id String digest,
    String ion,
    String node,
    String run,
    String signature,
    String keyId,
    long bytes,
    String manifest,
    @TypeDef(type = DataType.STRING, converter = NumbersColumn.class) Map<String, Double> metrics,
    Instant registeredAt) {}
