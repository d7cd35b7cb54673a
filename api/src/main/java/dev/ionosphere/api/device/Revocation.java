package dev.ionosphere.api.device;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.timeline.DeviceEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/**
 * Ends a device: from then on every call of it is refused and no rollout asks it. Only a new
 * enrolment, with a person's token, brings the name back.
 */
@Singleton
public final class Revocation {

  private final Devices devices;
  private final DeviceStates states;
  private final ClaimDesk claims;
  private final DeviceJournal journal;
  private final TransactionOperations<Connection> transactions;
  private final Changes changes;
  private final Clock clock;

  Revocation(
      Devices devices,
      DeviceStates states,
      ClaimDesk claims,
      DeviceJournal journal,
      TransactionOperations<Connection> transactions,
      Changes changes,
      Clock clock) {
    this.devices = devices;
    this.states = states;
    this.claims = claims;
    this.journal = journal;
    this.transactions = transactions;
    this.changes = changes;
    this.clock = clock;
  }

  /** Answers it as it is now; a second revocation is a conflict. */
  Device revoke(String id, String reason, Requester by) {
    Instant now = clock.instant();
    Device device =
        Objects.requireNonNull(
            transactions.executeWrite(status -> revokeNow(id, reason, by.actor(), now)), "device");
    journal.tell(device, new DeviceEvent.Revoked(id, reason), by.actor(), now);
    changes.publish(new Change("device.revoked", null, null, id, 0, now));
    return device;
  }

  private Device revokeNow(String id, String reason, String actor, Instant now) {
    Device device =
        devices.findByIdForUpdate(id).orElseThrow(() -> HubException.notFound("device", id));
    if (device.revokedAt() != null) {
      throw new HubException(ErrorCode.CONFLICT, device.revocation());
    }
    states.revoked(id, reason, now); // before it is one: nothing is written about a revoked one
    devices.revoke(id, now);
    claims.answered(id, now);
    journal.note(device, DeviceJournal.REVOKED, actor, reason, now);
    return devices.findById(id).orElseThrow();
  }
}
