package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.TicketAct;
import dev.ionosphere.workflows.approval.TicketDesk.Standing;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.approval.TicketVerifier;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.Trigger;
import dev.ionosphere.workflows.machine.state.PolicyState;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.Storable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What people ask for. What touches policy needs the hub's ticket for that very thing. */
final class Commands {

  static void take(Turn turn, IonEvent.Command command, Documents documents) {
    switch (command) {
      case IonEvent.RunRequested run -> run(turn, run);
      case IonEvent.RunStopped stop -> stopRun(turn, stop);
      case IonEvent.Paused paused -> Lifecycle.paused(turn, paused);
      case IonEvent.Resumed resumed -> Lifecycle.resumed(turn, resumed);
      case IonEvent.DocumentChanged change ->
          ticket(
                  turn,
                  change.ticket(),
                  TicketAct.CHANGE,
                  CommandSubject.change(change.document(), change.generation()))
              .ifPresent(actor -> Changes.asked(turn, change, actor, documents));
      case IonEvent.ModelSet set ->
          ticket(
                  turn,
                  set.ticket(),
                  TicketAct.SET_MODEL,
                  CommandSubject.setModel(set.node(), set.model().digest()))
              .ifPresent(actor -> setModel(turn, set, actor));
      case IonEvent.KeysChanged keys ->
          ticket(turn, keys.ticket(), TicketAct.ROTATE_KEYS, CommandSubject.rotateKeys(keys.keys()))
              .ifPresent(actor -> rotate(turn, keys.keys(), actor));
      case IonEvent.GlassBroken glass -> BrokenGlass.asked(turn, glass);
      case IonEvent.Stopped stop ->
          ticket(
                  turn,
                  stop.ticket(),
                  TicketAct.STOP,
                  CommandSubject.stop(turn.name(), stop.withdraw()))
              .ifPresent(actor -> stop(turn, actor, stop.withdraw()));
    }
  }

  static void stop(Turn turn, Actor actor, boolean withdraw) {
    Changes.withdraw(turn, actor, "the ION is stopped");
    Lifecycle.stopped(turn, actor, withdraw);
  }

  /** Who the hub says it is; nobody, and a record, if it does not say so. */
  static Optional<Actor> ticket(Turn turn, Optional<String> wire, String act, String subject) {
    return switch (turn.tickets().check(wire, act, turn.name(), subject, turn.now())) {
      case Standing.Good good -> {
        turn.dedup.offered(good.ticket());
        yield Optional.of(Actor.person(good.ticket().person()));
      }
      case Standing.Bad bad -> {
        turn.record(
            new ChangeEvent.CommandRefused(turn.name(), act, bad.message()),
            Actor.SYSTEM,
            null,
            null);
        turn.receipt(false, bad.message());
        yield Optional.empty();
      }
    };
  }

  private static void run(Turn turn, IonEvent.RunRequested run) {
    Node node = turn.graph().ion().nodes().get(run.node());
    if (node == null || !node.ports().starts()) {
      turn.receipt(
          false,
          "ION %s has no node \"%s\" that can be started; %s"
              .formatted(turn.name(), run.node(), startable(turn)));
      return;
    }
    turn.queue.add(
        new Queue.Task.Start(run.node(), new Trigger.OnRequest(run.actor()), null, run.trace()));
  }

  private static String startable(Turn turn) {
    List<String> names =
        turn.graph().ion().nodes().values().stream()
            .filter(node -> node.ports().starts())
            .map(Node::name)
            .toList();
    return names.isEmpty() ? "none can" : "allowed: " + String.join(", ", names);
  }

  /** A run's id is {@code <ion>.<node>.<n>}. */
  private static void stopRun(Turn turn, IonEvent.RunStopped stop) {
    String[] parts = stop.run().split("\\.");
    Bound<?, ?> node = parts.length == 3 ? turn.bound(parts[1]) : null;
    if (node == null) {
      turn.receipt(false, "run %s is not under way".formatted(stop.run()));
      return;
    }
    turn.set(
        parts[1],
        node.told(new NodeCommand.StopRun(stop.actor(), stop.run()), turn.scope(parts[1])));
  }

  private static void setModel(Turn turn, IonEvent.ModelSet set, Actor actor) {
    Bound<?, ?> node = turn.bound(set.node());
    if (node == null) {
      turn.receipt(
          false,
          "ION %s has no node \"%s\"; allowed: %s"
              .formatted(turn.name(), set.node(), String.join(", ", turn.nodes().keySet())));
      return;
    }
    turn.set(
        set.node(),
        node.told(
            new NodeCommand.SetModel(actor, set.model(), set.reason(), set.trace()),
            turn.scope(set.node())));
  }

  private static void rotate(Turn turn, List<TicketKey> keys, Actor actor) {
    if (keys.isEmpty()) {
      turn.receipt(false, "ION %s needs at least one ticket key".formatted(turn.name()));
      return;
    }
    for (TicketKey key : keys) {
      if (!TicketVerifier.reads(key.publicKey())) {
        turn.receipt(
            false,
            "Ticket key %s is no Ed25519 public key in X.509 and base64"
                .formatted(Storable.text(key.id(), 100)));
        return;
      }
    }
    Set<String> before =
        turn.policy().keys().stream().map(TicketKey::id).collect(Collectors.toSet());
    Set<String> after = keys.stream().map(TicketKey::id).collect(Collectors.toSet());
    turn.policy(new PolicyState(keys, turn.policy().pending()));
    keys.stream()
        .map(TicketKey::id)
        .filter(id -> !before.contains(id))
        .forEach(id -> rotated(turn, id, "added", actor));
    before.stream()
        .filter(id -> !after.contains(id))
        .sorted()
        .forEach(id -> rotated(turn, id, "removed", actor));
    // Another key under a known id: tickets of the one before are believed no longer.
    keys.stream()
        .filter(key -> before.contains(key.id()) && !turn.before().policy().keys().contains(key))
        .forEach(key -> rotated(turn, key.id(), "replaced", actor));
    turn.receipt(
        true,
        "ION %s believes ticket keys %s".formatted(turn.name(), String.join(", ", sorted(after))));
  }

  private static List<String> sorted(Set<String> ids) {
    return ids.stream().sorted().toList();
  }

  private static void rotated(Turn turn, String id, String change, Actor actor) {
    turn.record(new LifecycleEvent.KeyRotated(turn.name(), id, change), actor, null, null);
  }

  private Commands() {}
}
