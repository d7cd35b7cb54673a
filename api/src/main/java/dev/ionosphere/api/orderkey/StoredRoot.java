package dev.ionosphere.api.orderkey;

import dev.ionosphere.models.order.Envelope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A root of trust.
 *
 * @param root DSSE envelope, JSON
 * @param madeBy name of the person who rotated, or {@code hub}
 * @param reason why it was made
 */
@MappedEntity("order_root")
record StoredRoot(
    @Id long version, long stateEpoch, String root, String madeBy, Instant madeAt, String reason) {

  Envelope envelope() {
    return Envelope.parse(root.getBytes(StandardCharsets.UTF_8));
  }
}
