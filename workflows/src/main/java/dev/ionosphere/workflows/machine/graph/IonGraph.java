package dev.ionosphere.workflows.machine.graph;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The edges of one document, looked up by node. Built once a document. */
public final class IonGraph {

  private final Ion ion;
  private final Map<String, List<Edge.Model>> out = new LinkedHashMap<>();
  private final Map<String, List<Edge.Model>> in = new LinkedHashMap<>();
  private final Map<String, List<Edge.Event>> events = new LinkedHashMap<>();

  public IonGraph(Ion ion) {
    this.ion = ion;
    for (Edge edge : ion.edges()) {
      switch (edge) {
        case Edge.Model model -> {
          out.computeIfAbsent(model.from(), name -> new ArrayList<>()).add(model);
          in.computeIfAbsent(model.to(), name -> new ArrayList<>()).add(model);
        }
        case Edge.Event event ->
            events.computeIfAbsent(event.from(), name -> new ArrayList<>()).add(event);
      }
    }
  }

  public Ion ion() {
    return ion;
  }

  /** Model edges that leave a node, in document order. */
  public List<Edge.Model> from(String node) {
    return out.getOrDefault(node, List.of());
  }

  /** Model edges that lead into a node, in document order. */
  public List<Edge.Model> into(String node) {
    return in.getOrDefault(node, List.of());
  }

  /** Event edges that leave a node, in document order. */
  public List<Edge.Event> eventsFrom(String node) {
    return events.getOrDefault(node, List.of());
  }

  /** Every node that a candidate at {@code from} can come to, nearest first. */
  public List<String> ahead(String from) {
    return walk(from, node -> from(node).stream().map(Edge.Model::to).toList());
  }

  /** Every node that a candidate at {@code to} can come from, nearest first. */
  public List<String> behind(String to) {
    return walk(to, node -> into(node).stream().map(Edge.Model::from).toList());
  }

  /** Nodes that use models and that a candidate at {@code from} can come to. */
  public List<String> targets(String from) {
    return ahead(from).stream().filter(this::usesModels).toList();
  }

  /** All nodes that use models. */
  public List<String> targets() {
    return ion.nodes().keySet().stream().filter(this::usesModels).toList();
  }

  private boolean usesModels(String node) {
    Node known = ion.nodes().get(node);
    return known != null
        && known.ports().takesModels()
        && known.ports().models() == Ports.Models.NONE;
  }

  private static List<String> walk(String from, Function<String, List<String>> next) {
    Set<String> found = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(next.apply(from));
    while (!open.isEmpty()) {
      String node = open.remove();
      if (found.add(node)) {
        open.addAll(next.apply(node));
      }
    }
    return List.copyOf(found);
  }
}
