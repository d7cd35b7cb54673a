package dev.ionosphere.spec.ion;

import dev.ionosphere.data.format.Format;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One ION: a directed graph, cycles allowed, of nodes and the edges between them.
 *
 * @param name DNS label, unique in an installation
 * @param nodes by name, in document order
 * @param joins by node; every node with several model edges into it has one
 * @param format how the rows of its data are written, for training and devices alike
 */
public record Ion(
    String name,
    Map<String, String> labels,
    Map<String, Node> nodes,
    Map<String, Join> joins,
    List<Edge> edges,
    Format format) {

  public Ion {
    // Sorted: Map.copyOf iterates in another order in every process, which a workflow must not see.
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    joins = Collections.unmodifiableMap(new TreeMap<>(joins));
    edges = List.copyOf(edges);
  }
}
