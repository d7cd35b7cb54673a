package dev.ionosphere.api.device;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Begins incarnations. The key of the one before is not believed from then on, what it was said to
 * run is over, and its reports are kept under its own number. Callers bring the transaction.
 */
@Singleton
final class Incarnations {

  private final Devices devices;
  private final DeviceStates states;
  private final Succession succession;
  private final ClaimDesk claims;
  private final DeviceJournal journal;

  Incarnations(
      Devices devices,
      DeviceStates states,
      Succession succession,
      ClaimDesk claims,
      DeviceJournal journal) {
    this.devices = devices;
    this.states = states;
    this.succession = succession;
    this.claims = claims;
    this.journal = journal;
  }

  Device byToken(
      Application application,
      OrderFeed feed,
      DeviceToken token,
      Optional<Device> before,
      Instant now) {
    long incarnation = before.map(Device::incarnation).orElse(0L) + 1;
    Device device = device(application, token.labels(), token.createdBy(), incarnation, feed, now);
    if (before.isEmpty()) {
      devices.save(device);
      journal.note(device, DeviceJournal.ENROLLED, device.enrolledBy(), application.said(), now);
      return device;
    }
    return replace(device, application.said() + ", by token", now);
  }

  Device byProof(Application application, OrderFeed feed, Device before, Instant now) {
    Device device =
        device(
            application,
            before.labels(),
            "device:" + before.id(),
            before.incarnation() + 1,
            feed,
            now);
    succession.goesOn(before.id(), before.incarnation(), device.incarnation());
    return replace(device, application.said() + ", by its old key", now);
  }

  private Device replace(Device device, String how, Instant now) {
    devices.update(device);
    states.begunAgain(device.id(), now);
    claims.answered(device.id(), now);
    journal.note(
        device,
        DeviceJournal.ENROLLED_AGAIN,
        device.enrolledBy(),
        "incarnation %d: %s; the key before is not accepted any more"
            .formatted(device.incarnation(), how),
        now);
    return device;
  }

  private static Device device(
      Application application,
      Map<String, String> labels,
      String by,
      long incarnation,
      OrderFeed feed,
      Instant now) {
    return new Device(
        application.device(),
        labels,
        application.publicKey(),
        application.architecture(),
        application.memoryMb(),
        application.agentVersion(),
        by,
        now,
        now,
        0,
        0,
        incarnation,
        0,
        null,
        feed.text(),
        null);
  }
}
