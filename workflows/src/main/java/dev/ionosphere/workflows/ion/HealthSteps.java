package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.workflows.approval.OpenApproval;
import dev.ionosphere.workflows.ion.IonState.EdgeState;
import dev.ionosphere.workflows.ion.NodeState.Release;
import dev.ionosphere.workflows.ion.NodeState.Run;
import dev.ionosphere.workflows.timeline.EntryData;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Drift closes the cycle: it may ask for training, guarded by cooldowns. */
final class HealthSteps {

  static void reported(Turn turn, IonEvent.HealthReported event) {
    NodeState.Inference state = turn.inference(event.node());
    Release current = state.current();
    if (current == null || !current.model().digest().equals(event.digest())) {
      // About a model that is no longer wanted.
      return;
    }
    turn.set(event.node(), state.drifted(event.drifted()));
    if (event.drifted()) {
      drifted(turn, event, state.drifted());
    } else if (state.drifted()) {
      turn.record(
          TimelineKind.DRIFT_CLEARED,
          "system",
          event.node(),
          event.node(),
          null,
          EntryData.of("node", event.node()).and("digest", event.digest()).map());
      forgetSuppressed(turn, event.node());
    }
  }

  private static void drifted(Turn turn, IonEvent.HealthReported event, boolean before) {
    String cause = null;
    if (!before) {
      forgetSuppressed(turn, event.node());
      cause =
          turn.record(
              TimelineKind.DRIFT_DETECTED,
              TrainingSteps.DRIFT,
              event.node(),
              event.node(),
              null,
              EntryData.of("node", event.node())
                  .and("digest", event.digest())
                  .and("similarity", event.similarity())
                  .and("rows", event.rows())
                  .map());
    }
    for (Edge edge : turn.ion().edges()) {
      if (edge instanceof Edge.Event trigger
          && trigger.from().equals(event.node())
          && trigger.on().equals(TrainingSteps.DRIFT)) {
        follow(turn, trigger, cause, event.trace());
      }
    }
  }

  private static void follow(
      Turn turn, Edge.Event edge, @Nullable String cause, @Nullable String trace) {
    if (!(turn.ion().nodes().get(edge.to()) instanceof TrainingNode node)) {
      return;
    }
    EdgeState state = turn.edge(key(edge));
    String obstacle = obstacle(turn, edge, node, state);
    if (obstacle == null) {
      String why = cause == null ? state.cause() : cause;
      turn.set(key(edge), new EdgeState(turn.now(), null, why));
      TrainingSteps.start(turn, node, TrainingSteps.DRIFT, TrainingSteps.DRIFT, why, trace);
    } else if (!Objects.equals(state.suppressed(), obstacle)) {
      // Said once, not with every report while the drift goes on.
      turn.set(
          key(edge),
          new EdgeState(state.lastFired(), obstacle, cause == null ? state.cause() : cause));
      turn.record(
          TimelineKind.EVENT_SUPPRESSED,
          TrainingSteps.DRIFT,
          edge.to(),
          edge.from(),
          cause,
          EntryData.of("edge", key(edge)).and("reason", obstacle).map());
    }
  }

  private static @Nullable String obstacle(
      Turn turn, Edge.Event edge, TrainingNode node, EdgeState state) {
    if (turn.status() == IonStatus.PAUSED) {
      return "paused";
    }
    Run run = turn.training(node.name()).run();
    if (run != null) {
      return "already running: " + run.run();
    }
    Instant fired = state.lastFired();
    if (fired != null && turn.now().isBefore(fired.plus(edge.cooldown()))) {
      return "cooldown until " + fired.plus(edge.cooldown());
    }
    for (Node ahead : Way.ahead(turn.ion(), node.name())) {
      OpenApproval open = turn.approval(ahead.name()).open();
      if (open != null && open.candidate().origin().equals(node.name())) {
        // A second candidate would only void the one that people are looking at.
        return "waiting for approval " + open.approval();
      }
    }
    return null;
  }

  private static void forgetSuppressed(Turn turn, String node) {
    for (Edge edge : turn.ion().edges()) {
      if (edge instanceof Edge.Event trigger && trigger.from().equals(node)) {
        turn.set(key(trigger), new EdgeState(turn.edge(key(trigger)).lastFired(), null, null));
      }
    }
  }

  static String key(Edge.Event edge) {
    return edge.from() + "->" + edge.to() + ":" + edge.on();
  }

  private HealthSteps() {}
}
