package dev.ionosphere.api.telemetry;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A record that was refused.
 *
 * @param id {@code <lane id>:<sequence>}
 */
@MappedEntity("refused_record")
public record RefusedRecord(
    @Id String id, String lane, long sequence, String reason, Instant refusedAt) {

  static String id(String lane, long sequence) {
    return lane + ":" + sequence;
  }
}
