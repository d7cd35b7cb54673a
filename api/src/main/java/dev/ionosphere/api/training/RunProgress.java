package dev.ionosphere.api.training;

import dev.ionosphere.api.json.NumbersColumn;
import dev.ionosphere.api.json.TextsColumn;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How far a run is, as its worker last said.
 *
 * @param id of the run
 * @param log newest lines, oldest first
 */
@MappedEntity("run_progress")
public record RunProgress(
    @Id String id,
    String ion,
    String node,
    String phase,
    String stage,
    double fraction,
    int tasksDone,
    int tasksKnown,
    @TypeDef(type = DataType.STRING, converter = NumbersColumn.class) Map<String, Double> counters,
    @TypeDef(type = DataType.STRING, converter = TextsColumn.class) List<String> log,
    Instant reportedAt) {}
