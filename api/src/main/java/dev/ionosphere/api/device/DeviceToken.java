package dev.ionosphere.api.device;

import dev.ionosphere.api.json.LabelsColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;

/**
 * Lets one device enrol once.
 *
 * @param id SHA-256 of the token, hex
 * @param replaces whether the name may be one that is taken
 */
@MappedEntity("device_token")
public record DeviceToken(
    @Id String id,
    String device,
    @TypeDef(type = DataType.STRING, converter = LabelsColumn.class) Map<String, String> labels,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant usedAt,
    boolean replaces) {}
