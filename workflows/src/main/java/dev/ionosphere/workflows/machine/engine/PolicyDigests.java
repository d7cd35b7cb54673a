package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Digests of one document's policy, which decisions bind to. They follow from the document alone,
 * so each is worked out when it is first asked for and kept; whoever asks at the same time works
 * out the same. The text is spelled out here, not taken from {@code toString}, so that it means the
 * same in every version.
 */
final class PolicyDigests {

  private final IonGraph graph;
  private final Function<Node, List<PolicyField>> fields;
  private final Map<String, Place> places = new LinkedHashMap<>();

  PolicyDigests(IonGraph graph, Function<Node, List<PolicyField>> fields) {
    this.graph = graph;
    this.fields = fields;
    graph.ion().nodes().values().forEach(node -> places.put(node.name(), new Place()));
  }

  IonGraph graph() {
    return graph;
  }

  /** Of all policy between the origins of a candidate and the devices. */
  String ahead(Set<String> origins) {
    Place place = origins.size() == 1 ? places.get(origins.iterator().next()) : null;
    String known = place == null ? null : place.ahead;
    if (known == null) {
      Set<String> way = new TreeSet<>();
      origins.forEach(origin -> way.addAll(graph.ahead(origin)));
      known = digest(way);
      if (place != null) {
        place.ahead = known;
      }
    }
    return known;
  }

  /** Of all policy that a candidate passes on any way to a node, the node's own included. */
  String behind(String node) {
    Place place = places.get(node);
    String known = place == null ? null : place.behind;
    if (known == null) {
      Set<String> way = new TreeSet<>(graph.behind(node));
      way.add(node);
      known = digest(way);
      if (place != null) {
        place.behind = known;
      }
    }
    return known;
  }

  private String digest(Set<String> sorted) {
    StringBuilder text = new StringBuilder("policy v1\n");
    for (String name : sorted) {
      Node node = graph.ion().nodes().get(name);
      if (node != null) {
        write(text, name, node);
      }
    }
    return Subject.digest(text.toString());
  }

  private void write(StringBuilder text, String name, Node node) {
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

  /** What is known of one node. */
  private static final class Place {

    private @Nullable String ahead;
    private @Nullable String behind;
  }
}
