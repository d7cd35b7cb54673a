package dev.ionosphere.api.order;

import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Assignment.Version;
import dev.ionosphere.models.order.Envelope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * What was signed for a device under a number.
 *
 * @param id {@code <device>:<epoch>.<version>}
 */
@MappedEntity("order_digest")
record OrderDigest(@Id String id, String device, String digest, Instant signedAt) {

  static OrderDigest of(Assignment assignment, Envelope signed) {
    return new OrderDigest(
        id(assignment.device(), assignment.version()),
        assignment.device(),
        signed.digest().value(),
        assignment.issued());
  }

  static String id(String device, Version version) {
    return device + ":" + version;
  }
}
