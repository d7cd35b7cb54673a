package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.policy.PolicyComparison;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.policy.Strictness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What an ION would say to a document, before it is asked.
 *
 * @param approvers who would have to approve it; empty unless it weakens policy
 */
public record PolicyOutlook(PolicyComparison comparison, List<Stage> approvers) {

  /** Who decides where a document has guards but nobody to ask. */
  private static final Stage NOBODY = new Stage("admin", 1);

  public PolicyOutlook {
    approvers = List.copyOf(approvers);
  }

  public static PolicyOutlook of(Ion inForce, Ion proposed) {
    IonGraph before = new IonGraph(inForce);
    PolicyComparison comparison =
        PolicyComparison.of(
            before, new IonGraph(proposed), node -> fields(Behaviours.of(node), node));
    return new PolicyOutlook(
        comparison,
        comparison.strictness() == Strictness.WEAKER
            ? approvers(before, Behaviours::of)
            : List.of());
  }

  static <N extends Node> List<PolicyField> fields(NodeBehaviour<N, ?> behaviour, Node node) {
    return behaviour.policy(behaviour.kind().node().cast(node));
  }

  /** Everybody who lets models pass under the document in force, the most of each role. */
  static List<Stage> approvers(IonGraph inForce, Function<Node, NodeBehaviour<?, ?>> behaviours) {
    Map<String, Integer> required = new LinkedHashMap<>();
    for (Node node : inForce.ion().nodes().values()) {
      for (Stage stage : approvers(behaviours.apply(node), node)) {
        required.merge(stage.role(), stage.required(), Math::max);
      }
    }
    List<Stage> stages = new ArrayList<>();
    required.forEach((role, people) -> stages.add(new Stage(role, people)));
    return stages.isEmpty() ? List.of(NOBODY) : stages;
  }

  private static <N extends Node> List<Stage> approvers(NodeBehaviour<N, ?> behaviour, Node node) {
    return behaviour.approvers(behaviour.kind().node().cast(node));
  }
}
