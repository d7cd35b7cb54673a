package dev.ionosphere.api.ion;

import dev.ionosphere.api.json.LabelsColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.annotation.Version;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Map;

/**
 * An ION as it was last applied.
 *
 * @param document canonical JSON
 * @param status applied, and once it was launched the workflow's own word: running, paused or
 *     stopped; lost if its workflow ended though nobody stopped it
 */
@MappedEntity("ion")
public record StoredIon(
    @Id String name,
    long generation,
    String digest,
    String document,
    @TypeDef(type = DataType.STRING, converter = LabelsColumn.class) Map<String, String> labels,
    String status,
    String appliedBy,
    Instant appliedAt,
    @Nullable Instant launchedAt,
    @Version long version) {

  /** Of an ION whose workflow ended though nobody stopped it. */
  public static final String LOST = "lost";

  /** Whether its workflow should run. */
  public boolean isAlive() {
    return status.equals("running") || status.equals("paused");
  }

  public boolean isPaused() {
    return status.equals("paused");
  }

  /** Whether nothing of it may be deleted. */
  public boolean isHeld() {
    return "true".equals(labels.get("ionosphere.dev/legal-hold"));
  }

  public boolean isLost() {
    return status.equals(LOST);
  }
}
