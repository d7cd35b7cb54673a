package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.machine.node.Closing;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Launch, pause, resume and stop. */
final class Lifecycle {

  static void launched(Turn turn, IonEvent.Launched event) {
    if (!turn.status().isLaunching()) {
      return;
    }
    boolean paused = turn.status() == IonStatus.LAUNCHING_PAUSED;
    turn.launched(event.id());
    turn.status(paused ? IonStatus.PAUSED : IonStatus.RUNNING);
    Map<String, NodeState> earlier = turn.takeNodes();
    Map<String, String> holds = new LinkedHashMap<>();
    for (Node node : turn.graph().ion().nodes().values()) {
      NodeState left = earlier.get(node.name());
      if (left != null && turn.behaviour(node).kind().state().isInstance(left)) {
        turn.set(node.name(), left);
        left.inUse()
            .map(used -> used.model().digest())
            .ifPresent(held -> holds.put(node.name(), held));
      } else {
        add(turn, node);
      }
    }
    String key =
        turn.record(
            new LifecycleEvent.IonLaunched(
                turn.name(), turn.document().digest(), turn.document().generation(), holds),
            turn.identity().launchedBy(),
            null,
            null);
    if (paused) {
      turn.record(new LifecycleEvent.IonPaused(turn.name()), Actor.SYSTEM, null, key);
    } else {
      // Candidates that were on their way when an ION was lost.
      turn.traffic.release();
    }
  }

  /** A node that the ION did not have before. */
  static void add(Turn turn, Node node) {
    turn.set(node.name(), initial(turn.behaviour(node), node, turn.scope(node.name())));
  }

  private static <N extends Node> NodeState initial(
      NodeBehaviour<N, ?> behaviour, Node node, Scope scope) {
    return behaviour.initial(behaviour.kind().node().cast(node), scope);
  }

  static void paused(Turn turn, IonEvent.Paused event) {
    if (turn.paused()) {
      turn.receipt(true, "ION %s was paused before".formatted(turn.name()));
      return;
    }
    turn.status(IonStatus.PAUSED);
    turn.record(new LifecycleEvent.IonPaused(turn.name()), event.actor(), null, null);
    for (String name : names(turn)) {
      Bound<?, ?> node = turn.bound(name);
      if (node != null) {
        turn.set(name, node.paused(turn.scope(name)));
      }
    }
    turn.receipt(
        true, "ION %s is paused; nothing starts until it is resumed".formatted(turn.name()));
  }

  static void resumed(Turn turn, IonEvent.Resumed event) {
    if (!turn.paused()) {
      turn.receipt(true, "ION %s is not paused".formatted(turn.name()));
      return;
    }
    turn.status(IonStatus.RUNNING);
    String key = turn.record(new LifecycleEvent.IonResumed(turn.name()), event.actor(), null, null);
    for (String name : names(turn)) {
      Bound<?, ?> node = turn.bound(name);
      if (node != null) {
        turn.set(name, node.resumed(key, turn.scope(name)));
      }
    }
    turn.traffic.release();
    Triggers.resume(turn);
    turn.receipt(true, "ION %s runs again".formatted(turn.name()));
  }

  /**
   * @param withdrawn whether the devices are told to run its models no more
   */
  static void stopped(Turn turn, Actor actor, boolean withdrawn) {
    Closing why = new Closing(actor, "ION stopped by " + actor);
    for (String name : names(turn)) {
      close(turn, name, why);
    }
    turn.queue.takeRestarts();
    turn.traffic.end();
    turn.status(IonStatus.STOPPED);
    turn.record(new LifecycleEvent.IonStopped(turn.name(), withdrawn), actor, null, null);
    turn.receipt(
        true,
        "ION %s is stopped; devices %s"
            .formatted(
                turn.name(),
                withdrawn ? "run its models no more" : "go on with the model they have"));
  }

  /** Ends what goes on at a node. */
  static void close(Turn turn, String name, Closing why) {
    Bound<?, ?> node = turn.bound(name);
    if (node != null) {
      turn.set(name, node.close(why, turn.scope(name)));
    }
  }

  private static List<String> names(Turn turn) {
    return List.copyOf(turn.nodes().keySet());
  }

  private Lifecycle() {}
}
