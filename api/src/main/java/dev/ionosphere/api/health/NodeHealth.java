package dev.ionosphere.api.health;

import dev.ionosphere.api.json.NumbersColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;

/**
 * The hub's judgement of an inference node.
 *
 * @param id {@code <ion>.<node>}
 * @param disagreeing judgements in a row that contradict {@code drifted}
 * @param similarity by feature, 0 to 1
 * @param judgedWindow id of the newest window in it
 * @param reportedDrifted what the ION was last told
 */
@MappedEntity("node_health")
public record NodeHealth(
    @Id String id,
    String ion,
    String node,
    String digest,
    boolean drifted,
    int disagreeing,
    @TypeDef(type = DataType.STRING, converter = NumbersColumn.class)
        Map<String, Double> similarity,
    long rowsJudged,
    long judgedWindow,
    Instant judgedAt,
    boolean reportedDrifted,
    long reports,
    @Nullable Instant reportedAt) {}
