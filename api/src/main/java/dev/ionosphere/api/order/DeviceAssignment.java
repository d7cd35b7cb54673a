package dev.ionosphere.api.order;

import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Assignment.Version;
import dev.ionosphere.models.order.Envelope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The newest assignment that was signed for a device.
 *
 * @param assignment DSSE envelope, JSON
 */
@MappedEntity("device_assignment")
record DeviceAssignment(
    @Id String device,
    long incarnation,
    long epoch,
    long version,
    String assignment,
    Instant issuedAt,
    Instant expiresAt) {

  static DeviceAssignment of(Assignment assignment, Envelope signed) {
    return new DeviceAssignment(
        assignment.device(),
        assignment.incarnation(),
        assignment.version().epoch(),
        assignment.version().number(),
        new String(signed.json(), StandardCharsets.UTF_8),
        assignment.issued(),
        assignment.expires());
  }

  Version number() {
    return new Version(epoch, version);
  }

  Envelope envelope() {
    return Envelope.parse(assignment.getBytes(StandardCharsets.UTF_8));
  }
}
