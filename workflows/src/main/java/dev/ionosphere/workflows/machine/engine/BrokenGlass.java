package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.TicketAct;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import dev.ionosphere.workflows.machine.policy.PendingChange.Glass;
import dev.ionosphere.workflows.machine.policy.Strictness;
import dev.ionosphere.workflows.machine.state.Document;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.Storable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A change that nobody can approve goes through after a delay, unless an approver rejects it. The
 * delay is an alarm of the ION: it neither ends earlier nor is forgotten when the hub dies.
 */
final class BrokenGlass {

  private static final String ALARM = "glass";
  private static final Duration LONGEST = Duration.ofDays(366);

  static void asked(Turn turn, IonEvent.GlassBroken event) {
    PendingChange pending = turn.policy().pending();
    if (pending == null || !pending.id().equals(event.change())) {
      turn.receipt(false, "Change %s does not wait for anybody".formatted(event.change()));
      return;
    }
    if (event.delaySeconds() < 1 || event.delaySeconds() > LONGEST.toSeconds()) {
      turn.receipt(
          false,
          "Change %s: the delay is at least a second and at most %d days, got %d s"
              .formatted(event.change(), LONGEST.toDays(), event.delaySeconds()));
      return;
    }
    Commands.ticket(
            turn,
            event.ticket(),
            TicketAct.BREAK_GLASS,
            CommandSubject.breakGlass(pending.subject(), event.statement(), event.delaySeconds()))
        .ifPresent(actor -> broken(turn, event, pending, actor));
  }

  private static void broken(
      Turn turn, IonEvent.GlassBroken event, PendingChange pending, Actor actor) {
    Glass before = pending.glass();
    if (before != null) {
      turn.receipt(
          true, "Change %s goes through at %s already".formatted(pending.id(), before.at()));
      return;
    }
    Instant at = turn.now().plusSeconds(event.delaySeconds());
    String person = actor.person().orElse(actor.text());
    String reason = Storable.reason(event.reason());
    String key =
        turn.record(
            new ChangeEvent.GlassBroken(
                pending.id(), pending.subject(), person, reason, event.statement(), at),
            actor,
            null,
            pending.cause());
    turn.pending(pending.broken(new Glass(person, reason, at, key)));
    turn.receipt(
        true,
        "Change %s goes through at %s unless an approver rejects it".formatted(pending.id(), at));
  }

  static void due(Turn turn, Alarm alarm, Documents documents) {
    PendingChange pending = turn.policy().pending();
    if (pending == null
        || pending.glass() == null
        || !alarm.equals(alarm(pending, pending.glass()))
        || turn.now().isBefore(alarm.at())) {
      return;
    }
    Glass glass = pending.glass();
    String key =
        turn.record(
            new ChangeEvent.ChangeForced(
                pending.id(), pending.subject(), glass.person(), glass.reason()),
            Actor.person(glass.person()),
            null,
            glass.cause());
    turn.pending(null);
    Changes.apply(
        turn,
        Document.of(pending.document(), pending.generation()),
        documents.stored(pending.document()),
        pending.proposer(),
        Strictness.WEAKER,
        pending.id(),
        key);
  }

  static Set<Alarm> alarms(IonState state) {
    PendingChange pending = state.policy().pending();
    return pending == null || pending.glass() == null || state.status() == IonStatus.STOPPED
        ? Set.of()
        : Set.of(alarm(pending, pending.glass()));
  }

  private static Alarm alarm(PendingChange pending, Glass glass) {
    return new Alarm(
        Machine.CHANGE, ALARM, glass.at(), pending.id() + " goes through without approvers");
  }

  private BrokenGlass() {}
}
