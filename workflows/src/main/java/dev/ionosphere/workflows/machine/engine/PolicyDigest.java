package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Digests of policy, which decisions bind to. The text is spelled out here, not taken from {@code
 * toString}, so that it means the same in every version.
 */
final class PolicyDigest {

  /** Of every policy that lies on a way over the nodes. */
  static String of(
      IonGraph graph, Collection<String> nodes, Function<Node, List<PolicyField>> fields) {
    TreeSet<String> sorted = new TreeSet<>(nodes);
    StringBuilder text = new StringBuilder("policy v1\n");
    for (String name : sorted) {
      Node node = graph.ion().nodes().get(name);
      if (node == null) {
        continue;
      }
      text.append(node.kind()).append(' ').append(name).append('\n');
      for (PolicyField field : fields.apply(node)) {
        text.append("  ").append(field.name()).append('=').append(field.value()).append('\n');
      }
      for (Edge.Model edge : graph.into(name)) {
        text.append("  from ").append(edge.from()).append('\n');
      }
      Join join = graph.ion().joins().get(name);
      if (join != null) {
        text.append("  join ").append(JoinText.of(join)).append('\n');
      }
    }
    return Subject.digest(text.toString());
  }

  private PolicyDigest() {}
}
