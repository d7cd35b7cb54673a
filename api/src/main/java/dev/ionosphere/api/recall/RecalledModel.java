package dev.ionosphere.api.recall;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A model that must not run anywhere any more, whatever let it through.
 *
 * @param ion whose model it is
 * @param node that trained it
 * @param reason why, in the words of who recalled it
 */
@Introspected
@MappedEntity("recalled_model")
public record RecalledModel(
    @Id String digest,
    String ion,
    String node,
    String recalledBy,
    Instant recalledAt,
    String reason) {

  /** For whoever wants to use it. */
  public String inWords() {
    return "model %s was recalled by %s at %s: %s"
        .formatted(digest, recalledBy, recalledAt, reason);
  }
}
