package dev.ionosphere.api.health;

import dev.ionosphere.api.json.NumbersColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;

/**
 * One judgement, for the curve.
 *
 * @param seenFrom start of the rows that were judged; absent if that was before 0.4.0
 */
@MappedEntity("health_point")
public record HealthPoint(
    @Id @GeneratedValue @Nullable Long id,
    String ion,
    String node,
    String digest,
    @TypeDef(type = DataType.STRING, converter = NumbersColumn.class)
        Map<String, Double> similarity,
    double lowest,
    long rowsJudged,
    boolean drifted,
    Instant judgedAt,
    @Nullable Instant seenFrom) {

  /** When its rows began; when it was judged if that is not known. */
  public Instant at() {
    return seenFrom == null ? judgedAt : seenFrom;
  }

  /** Whether it says the same, whenever it was said. */
  boolean says(HealthPoint other) {
    return rowsJudged == other.rowsJudged
        && drifted == other.drifted
        && similarity.equals(other.similarity);
  }
}
