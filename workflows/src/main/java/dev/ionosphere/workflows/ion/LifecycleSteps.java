package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.ion.NodeState.RolloutState;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.timeline.EntryData;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.util.List;
import java.util.Map;

/** Launch, pause, resume and stop. */
final class LifecycleSteps {

  static void launched(Turn turn, IonEvent.Launched event) {
    if (turn.status() != IonStatus.LAUNCHING) {
      return;
    }
    turn.launch(event.id());
    turn.status(IonStatus.RUNNING);
    turn.record(
        TimelineKind.LAUNCHED,
        turn.before().launchedBy(),
        turn.name(),
        null,
        null,
        EntryData.of("documentDigest", Subject.digest(turn.document()))
            .and("ionGeneration", turn.generation())
            .map());
    Map<String, NodeState> earlier = Map.copyOf(turn.nodes());
    turn.nodes().clear();
    for (Node node : turn.ion().nodes().values()) {
      DocumentSteps.add(turn, node);
      if (node instanceof InferenceNode && earlier.containsKey(node.name())) {
        turn.set(node.name(), earlier.get(node.name()));
      }
    }
  }

  static void paused(Turn turn, IonEvent.Paused event) {
    if (turn.status() == IonStatus.PAUSED) {
      turn.receipt(true, "ION %s was paused before".formatted(turn.name()));
      return;
    }
    turn.status(IonStatus.PAUSED);
    turn.record(TimelineKind.PAUSED, event.actor(), turn.name(), null, null, Map.of());
    tellRollouts(turn, Effect.Word.PAUSE, "ION paused by " + event.actor());
    turn.receipt(
        true, "ION %s is paused; nothing starts until it is resumed".formatted(turn.name()));
  }

  static void resumed(Turn turn, IonEvent.Resumed event) {
    if (turn.status() != IonStatus.PAUSED) {
      turn.receipt(true, "ION %s is not paused".formatted(turn.name()));
      return;
    }
    turn.status(IonStatus.RUNNING);
    String key =
        turn.record(TimelineKind.RESUMED, event.actor(), turn.name(), null, null, Map.of());
    tellRollouts(turn, Effect.Word.RESUME, "ION resumed by " + event.actor());
    for (TrainingNode node : trainingNodes(turn)) {
      TrainingSteps.schedule(turn, node);
    }
    for (Node node : turn.ion().nodes().values()) {
      if (node instanceof InferenceNode inference && turn.inference(node.name()).outdated()) {
        ReleaseSteps.reconfigure(turn, inference, key, turn.before().trace());
      }
    }
    CandidateSteps.leaveHeld(turn);
    turn.receipt(true, "ION %s runs again".formatted(turn.name()));
  }

  static void stopped(Turn turn, IonEvent.Stopped event) {
    String why = "ION stopped by " + event.actor();
    for (String node : List.copyOf(turn.nodes().keySet())) {
      DocumentSteps.close(turn, node, event.actor(), why);
    }
    turn.held().clear();
    turn.status(IonStatus.STOPPED);
    turn.record(TimelineKind.STOPPED, event.actor(), turn.name(), null, null, Map.of());
    turn.receipt(
        true, "ION %s is stopped; devices go on with the model they have".formatted(turn.name()));
  }

  private static void tellRollouts(Turn turn, Effect.Word word, String reason) {
    for (NodeState node : turn.nodes().values()) {
      if (node instanceof NodeState.Inference inference) {
        RolloutState rollout = inference.rollout();
        if (rollout != null && rollout.outcome() == RolloutStatus.ROLLING) {
          ReleaseSteps.tell(turn, rollout, word, reason);
        }
      }
    }
  }

  private static List<TrainingNode> trainingNodes(Turn turn) {
    return turn.ion().nodes().values().stream()
        .filter(TrainingNode.class::isInstance)
        .map(TrainingNode.class::cast)
        .toList();
  }

  private LifecycleSteps() {}
}
