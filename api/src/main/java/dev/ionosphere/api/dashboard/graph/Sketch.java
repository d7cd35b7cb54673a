package dev.ionosphere.api.dashboard.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A graph to be drawn: boxes of known size, arrows between them. */
public record Sketch(List<Node> nodes, List<Edge> edges) {
  public Sketch {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    Set<String> ids = nodes.stream().map(Node::id).collect(Collectors.toCollection(HashSet::new));
    for (Edge edge : edges) {
      if (!ids.contains(edge.from()) || !ids.contains(edge.to())) {
        throw new IllegalArgumentException(
            "edge %s goes from %s to %s, nodes are %s"
                .formatted(edge.id(), edge.from(), edge.to(), ids));
      }
    }
  }

  /** A box, sized in SVG user units. */
  public record Node(String id, double width, double height) {}

  /**
   * An arrow.
   *
   * @param label empty says nothing
   * @param back whether it leads back where a cycle has to be cut somewhere
   */
  public record Edge(String id, String from, String to, String label, boolean back) {}
}
