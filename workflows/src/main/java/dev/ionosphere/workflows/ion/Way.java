package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.RolloutPolicy;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.rollout.WaveTexts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where model edges lead. */
final class Way {

  /** Nodes one model edge away, in document order of the edges. */
  static List<Node> next(Ion ion, String from) {
    List<Node> next = new ArrayList<>();
    for (Edge edge : ion.edges()) {
      Node to = ion.nodes().get(edge.to());
      if (edge instanceof Edge.Model && edge.from().equals(from) && to != null) {
        next.add(to);
      }
    }
    return next;
  }

  /** Every node a candidate at {@code from} can come to. */
  static List<Node> ahead(Ion ion, String from) {
    Set<Node> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      for (Node node : next(ion, open.remove())) {
        if (found.add(node)) {
          open.add(node.name());
        }
      }
    }
    return List.copyOf(found);
  }

  /** Inference nodes a candidate at {@code from} can come to. */
  static List<InferenceNode> targets(Ion ion, String from) {
    return ahead(ion, from).stream()
        .filter(InferenceNode.class::isInstance)
        .map(InferenceNode.class::cast)
        .toList();
  }

  /**
   * Digest of every policy and rollout plan between a training node and the devices. The text is
   * spelled out here, not taken from {@code toString}, so that it means the same in every version.
   */
  static String digest(Ion ion, String origin) {
    StringBuilder text = new StringBuilder("way v1\n");
    for (Node node : ahead(ion, origin)) {
      text.append(describe(node)).append('\n');
    }
    for (Edge edge : ion.edges()) {
      if (edge instanceof Edge.Model) {
        text.append("edge ").append(edge.from()).append('>').append(edge.to()).append('\n');
      }
    }
    return Subject.digest(text.toString());
  }

  private static String describe(Node node) {
    return switch (node) {
      case TrainingNode training -> "training " + training.name();
      case ApprovalNode approval ->
          "approval %s role=%s required=%d notRequester=%s expiresAfter=%s"
              .formatted(
                  approval.name(),
                  approval.role(),
                  approval.required(),
                  approval.notRequester(),
                  approval.expiresAfter());
      case InferenceNode inference -> describe(inference, inference.rollout());
    };
  }

  private static String describe(InferenceNode node, RolloutPolicy plan) {
    return "inference %s devices=%s waves=%s healthyMin=%s soak=%s silentAfter=%s deadline=%s"
        .formatted(
            node.name(),
            node.devices().text(),
            WaveTexts.of(plan.waves()),
            plan.healthyMin(),
            plan.soak(),
            plan.silentAfter(),
            plan.deadline());
  }

  private Way() {}
}
