package dev.ionosphere.api.model;

import dev.ionosphere.api.json.TextsColumn;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;

/**
 * A model that was allowed to go to a node.
 *
 * @param id {@code <ion>.<node>.<generation>}
 * @param allowedBy ids of the approvals it passed
 * @param sequence of the timeline record
 */
@MappedEntity("model_release")
public record ModelRelease(
    @Id String id,
    String ion,
    String node,
    long generation,
    String digest,
    @TypeDef(type = DataType.STRING, converter = TextsColumn.class) List<String> allowedBy,
    String actor,
    Instant releasedAt,
    long sequence) {}
