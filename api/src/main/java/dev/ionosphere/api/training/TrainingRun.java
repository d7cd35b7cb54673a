package dev.ionosphere.api.training;

import dev.ionosphere.api.json.NumbersColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;

/**
 * One run of a training node.
 *
 * @param state running, finished, failed or stopped
 * @param reason schedule, request or drift
 * @param digest of the model it made
 * @param error why it made none
 */
@MappedEntity("training_run")
public record TrainingRun(
    @Id String id,
    String ion,
    String node,
    String state,
    String reason,
    String requester,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String digest,
    @TypeDef(type = DataType.STRING, converter = NumbersColumn.class) Map<String, Double> metrics,
    @Nullable String evidence,
    @Nullable String error) {}
