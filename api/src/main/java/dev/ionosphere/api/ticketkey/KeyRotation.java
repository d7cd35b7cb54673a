package dev.ionosphere.api.ticketkey;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.Role;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.ion.CommandReceipt;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every running ION the keys that it should believe. What the database says an ION was told
 * is compared with what there is, again and again: a hub that is killed half way goes on where it
 * was, and an ION that was launched meanwhile is found like any other.
 */
@Singleton
class KeyRotation {

  private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

  /** The update is executed at once. */
  private static final Duration AT_ONCE = Duration.ofMinutes(5);

  private final KeyRing ring;
  private final ToldIons ions;
  private final IonWorkflows workflows;
  private final ExecutorService executor;
  private final Clock clock;

  KeyRotation(
      KeyRing ring,
      ToldIons ions,
      IonWorkflows workflows,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor,
      Clock clock) {
    this.ring = ring;
    this.ions = ions;
    this.workflows = workflows;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Makes a new key; IONs are told at once, but not before this returns.
   *
   * @param command the same one again is answered with the key that it made
   * @param overlap how long tickets of the other keys are still believed
   */
  StoredTicketKey rotate(String command, Duration overlap, Requester person) {
    StoredTicketKey key = ring.rotated(command, () -> made(command, overlap, person));
    executor.execute(this::tellAndRetire);
    return key;
  }

  private StoredTicketKey made(String command, Duration overlap, Requester person) {
    List<StoredTicketKey> live = ring.live();
    // A key that somebody else may have does not wait for the one before it.
    if (live.size() > 1 && !overlap.isZero()) {
      StoredTicketKey old = live.getFirst();
      throw new HubException(
          ErrorCode.CONFLICT,
          "ticket key %s is still to be retired, at %s; rotate again when it is, or with an overlap of 0 if somebody else may have a key"
              .formatted(old.id(), old.retiresAt()));
    }
    return ring.add(command, person.person(), clock.instant().plus(overlap));
  }

  @Scheduled(
      fixedDelay = "${hub.ticket-keys.sweep:5s}",
      initialDelay = "${hub.ticket-keys.sweep:5s}")
  void tellAndRetire() {
    try {
      tell();
    } catch (RuntimeException e) {
      LOG.warn("ticket keys: {}; tried again", e.toString());
    }
  }

  /** Tells each running ION that believes other keys; retires keys that none believes. */
  synchronized void tell() {
    List<TicketKey> keys = ring.believed();
    String by = ring.live().getLast().createdBy();
    boolean all = true;
    for (String ion : toTell(keys)) {
      all &= told(ion, keys, by);
    }
    if (all) {
      Set<String> believed = Set.copyOf(ids(keys));
      ring.live().stream().filter(key -> !believed.contains(key.id())).forEach(ring::retire);
    }
  }

  /** Running IONs that believe other keys than they should. */
  List<String> toTell(List<TicketKey> keys) {
    return ions.toldOtherThan(ToldKeys.text(ids(keys)));
  }

  private static List<String> ids(List<TicketKey> keys) {
    return keys.stream().map(TicketKey::id).toList();
  }

  private boolean told(String ion, List<TicketKey> keys, String by) {
    try {
      // After a crash it is not known which of them the ION believes.
      for (SigningKey key : ring.candidates(ion)) {
        CommandReceipt receipt =
            workflows.update(
                WorkflowNames.ion(ion),
                IonMessages.ROTATE_KEYS,
                UUID.randomUUID().toString(),
                command(ion, keys, by, key),
                CommandReceipt.class);
        if (receipt.done()) {
          ring.told(ion, keys);
          return true;
        }
        LOG.warn("ION {} did not take ticket keys {}: {}", ion, ids(keys), receipt.message());
      }
    } catch (HubException e) {
      LOG.info("ION {} is told of ticket keys {} later: {}", ion, ids(keys), e.getMessage());
    }
    return false;
  }

  /** The same keys are the same command: an ION that was told already answers as before. */
  private Command.RotateKeys command(String ion, List<TicketKey> keys, String by, SigningKey key) {
    String ticket =
        key.signer()
            .sign(
                new Ticket(
                    UUID.randomUUID().toString(),
                    key.id(),
                    IonMessages.ROTATE_KEYS,
                    ion,
                    CommandSubject.rotateKeys(keys),
                    by,
                    null,
                    Set.of(Role.ADMIN.text()),
                    clock.instant().plus(AT_ONCE)));
    return new Command.RotateKeys(
        "keys-" + Sha256.hex(ToldKeys.text(ids(keys))), ticket, keys, null);
  }
}
