package dev.ionosphere.api.orderkey;

import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.workflows.timeline.Storable;
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

  private static final int LONGEST_REASON = 1_200;

  static StoredRoot of(Envelope envelope, String by, Instant at, String reason) {
    Root root = Root.of(envelope);
    return new StoredRoot(
        root.version(),
        root.stateEpoch(),
        new String(envelope.json(), StandardCharsets.UTF_8),
        by,
        at,
        Storable.text(reason, LONGEST_REASON));
  }

  Envelope envelope() {
    return Envelope.parse(root.getBytes(StandardCharsets.UTF_8));
  }
}
