package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.Trigger;
import dev.ionosphere.workflows.machine.state.EdgeMemory;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RunEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one way to start a node: by schedule, on request, or along an event edge. */
final class Triggers {

  private static final String PAUSED = "paused";

  /** Starts a node, or records why not. */
  static void start(Turn turn, Queue.Task.Start start) {
    Bound<?, ?> node = turn.bound(start.node());
    if (node == null) {
      return;
    }
    String obstacle =
        turn.paused() ? "ION " + turn.name() + " is paused" : node.obstacle().orElse(null);
    if (obstacle == null) {
      turn.set(
          start.node(),
          node.started(start.trigger(), start.cause(), start.trace(), turn.scope(start.node())));
      return;
    }
    Instant due = start.trigger() instanceof Trigger.OnSchedule scheduled ? scheduled.due() : null;
    turn.record(
        new RunEvent.RunSkipped(start.node(), obstacle, 1, due, due),
        start.trigger().actor(),
        start.node(),
        start.cause());
    turn.receipt(false, "%s was not started: %s".formatted(start.node(), obstacle));
  }

  /** Something was seen at a node. */
  static void tell(Turn turn, Queue.Task.Tell tell) {
    if (tell.cause() != null) {
      forget(turn, tell.node(), tell.event());
    }
    for (Edge.Event edge : turn.graph().eventsFrom(tell.node())) {
      if (edge.on() == tell.event()) {
        follow(turn, edge, tell.cause(), tell.trace());
      }
    }
  }

  private static void follow(
      Turn turn, Edge.Event edge, @Nullable String cause, @Nullable String trace) {
    Bound<?, ?> node = turn.bound(edge.to());
    if (node == null) {
      return;
    }
    EdgeMemory memory = turn.edge(edge.key());
    String why = cause == null ? memory.cause() : cause;
    String obstacle = obstacle(turn, edge, node, memory);
    if (obstacle == null) {
      turn.edge(edge.key(), memory.fired(turn.now(), why));
      turn.set(
          edge.to(),
          node.started(
              new Trigger.OnEvent(edge.key(), edge.on()), why, trace, turn.scope(edge.to())));
    } else if (!Objects.equals(memory.suppressed(), obstacle)) {
      // Said once, not with every report while it goes on.
      turn.edge(edge.key(), memory.suppressed(obstacle, why));
      turn.record(
          new RunEvent.EventSuppressed(edge.key(), edge.to(), obstacle),
          new Actor(edge.on().text()),
          edge.from(),
          why);
    }
  }

  private static @Nullable String obstacle(
      Turn turn, Edge.Event edge, Bound<?, ?> node, EdgeMemory memory) {
    if (turn.paused()) {
      return PAUSED;
    }
    Optional<String> busy = node.obstacle();
    if (busy.isPresent()) {
      return "already running: " + busy.get();
    }
    Instant fired = memory.lastFired();
    if (fired != null && turn.now().isBefore(fired.plus(edge.cooldown()))) {
      return "cooldown until " + fired.plus(edge.cooldown());
    }
    for (String ahead : turn.graph().ahead(edge.to())) {
      NodeState state = turn.nodes().get(ahead);
      Optional<String> occupied = state == null ? Optional.empty() : state.occupiedBy(edge.to());
      if (occupied.isPresent()) {
        // A second candidate would only void the one that people are looking at.
        return occupied.get();
      }
    }
    return null;
  }

  /** What was seen is over, or is seen anew. */
  static void forget(Turn turn, String node, EventName event) {
    for (Edge.Event edge : turn.graph().eventsFrom(node)) {
      if (edge.on() == event) {
        turn.edge(edge.key(), turn.edge(edge.key()).forgotten());
      }
    }
  }

  /** Events that a pause kept from starting something start it now, once, if they still stand. */
  static void resume(Turn turn) {
    Map<String, Edge.Event> kept = new LinkedHashMap<>();
    for (String name : turn.nodes().keySet()) {
      Bound<?, ?> node = turn.bound(name);
      if (node == null) {
        continue;
      }
      for (Edge.Event edge : turn.graph().eventsFrom(name)) {
        String suppressed = turn.edge(edge.key()).suppressed();
        // What happens once, such as a rejection, stands for as long as only the pause kept it.
        boolean stands = node.standing().contains(edge.on()) || PAUSED.equals(suppressed);
        if (stands && suppressed != null) {
          kept.put(edge.key(), edge);
        }
      }
    }
    kept.values().forEach(edge -> follow(turn, edge, null, turn.identity().trace()));
  }

  private Triggers() {}
}
