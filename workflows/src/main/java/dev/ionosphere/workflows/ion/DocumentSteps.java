package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.workflows.approval.OpenApproval;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.ion.IonState.Held;
import dev.ionosphere.workflows.timeline.EntryData;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A live ION takes over a new document. */
final class DocumentSteps {

  static void changed(Turn turn, IonEvent.DocumentChanged event, Documents documents) {
    if (event.generation() <= turn.generation()) {
      boolean same = event.document().equals(turn.document());
      turn.receipt(
          same,
          "ION %s has document generation %d, got %d%s"
              .formatted(
                  turn.name(),
                  turn.generation(),
                  event.generation(),
                  same ? " with the same text" : ", which is not newer"));
      return;
    }
    Ion old = turn.ion();
    Ion now;
    try {
      now = documents.read(event.document());
    } catch (IllegalArgumentException e) {
      // The hub sends valid documents only; whoever sent this one came through another door.
      turn.receipt(false, String.valueOf(e.getMessage()));
      return;
    }
    if (!now.name().equals(turn.name())) {
      turn.receipt(
          false, "The document is of ION %s, not of %s".formatted(now.name(), turn.name()));
      return;
    }
    String key =
        turn.record(
            TimelineKind.DOCUMENT_CHANGED,
            event.actor(),
            turn.name(),
            null,
            null,
            EntryData.of("documentDigest", Subject.digest(event.document()))
                .and("ionGeneration", event.generation())
                .map());
    removeNodes(turn, old, now, event.actor());
    turn.document(event.document(), event.generation(), now);
    now.nodes()
        .values()
        .forEach(node -> adapt(turn, old.nodes().get(node.name()), node, event, key));
    turn.keepEdges(eventEdges(now));
    restartCandidates(turn, event.actor(), key);
    turn.receipt(
        true, "ION %s follows document generation %d".formatted(turn.name(), event.generation()));
  }

  /** Nodes that are gone, or are another kind now, end. */
  private static void removeNodes(Turn turn, Ion old, Ion now, String actor) {
    for (Node node : old.nodes().values()) {
      Node next = now.nodes().get(node.name());
      if (next == null || !next.kind().equals(node.kind())) {
        close(turn, node.name(), actor, node.name() + " is no longer in the document");
        turn.nodes().remove(node.name());
      }
    }
  }

  /** Ends what goes on at a node. */
  static void close(Turn turn, String node, String actor, String why) {
    TrainingSteps.cancel(turn, node, actor, why);
    ApprovalSteps.voidOpen(turn, node, actor, why);
    ReleaseSteps.tell(turn, turn.inference(node).rollout(), Effect.Word.ABORT, why);
  }

  /** A node that the ION did not have before. */
  static void add(Turn turn, Node node) {
    switch (node) {
      case TrainingNode training -> {
        turn.set(node.name(), NodeState.Training.NEW);
        TrainingSteps.schedule(turn, training);
      }
      case ApprovalNode approval -> turn.set(approval.name(), NodeState.Approval.NEW);
      case InferenceNode inference -> turn.set(inference.name(), NodeState.Inference.NEW);
    }
  }

  private static void adapt(
      Turn turn, @Nullable Node old, Node node, IonEvent.DocumentChanged event, String cause) {
    if (!turn.nodes().containsKey(node.name())) {
      add(turn, node);
    } else if (node instanceof TrainingNode training
        && old instanceof TrainingNode before
        && !training.schedule().equals(before.schedule())) {
      // A new schedule holds from now; it makes up for nothing before.
      turn.set(node.name(), turn.training(node.name()).scheduled(null, null));
      TrainingSteps.schedule(turn, training);
    } else if (node instanceof InferenceNode inference
        && old instanceof InferenceNode before
        && (!inference.every().equals(before.every())
            || !inference.source().equals(before.source())
            || !inference.devices().equals(before.devices()))) {
      ReleaseSteps.reconfigure(turn, inference, cause, event.trace());
    }
  }

  /** Whoever is under way on a way that has changed begins it again. */
  private static void restartCandidates(Turn turn, String actor, String cause) {
    List<Held> held = List.copyOf(turn.held());
    turn.held().clear();
    held.forEach(waiting -> CandidateSteps.restart(turn, waiting.candidate(), cause));
    for (String node : List.copyOf(turn.nodes().keySet())) {
      OpenApproval open = turn.approval(node).open();
      if (open != null && !open.subject().equals(ApprovalSteps.subject(turn, open.candidate()))) {
        String key = ApprovalSteps.voidOpen(turn, node, actor, "a changed document");
        CandidateSteps.restart(turn, open.candidate(), key == null ? cause : key);
      }
    }
  }

  private static Set<String> eventEdges(Ion ion) {
    Set<String> keys = new LinkedHashSet<>();
    for (Edge edge : ion.edges()) {
      if (edge instanceof Edge.Event trigger) {
        keys.add(HealthSteps.key(trigger));
      }
    }
    return keys;
  }

  private DocumentSteps() {}
}
