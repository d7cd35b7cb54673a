package dev.ionosphere.api.rollout;

import dev.ionosphere.api.json.SizesColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;

/**
 * One release going to the devices of a node.
 *
 * @param id of its workflow
 * @param state running, paused, completed, failed, superseded or aborted
 * @param waves how many devices are in each
 */
@MappedEntity("rollout")
public record Rollout(
    @Id String id,
    String ion,
    String node,
    long generation,
    String digest,
    String state,
    @TypeDef(type = DataType.STRING, converter = SizesColumn.class) List<Integer> waves,
    int devices,
    int active,
    int failed,
    int silent,
    Instant startedAt,
    @Nullable Instant finishedAt) {}
