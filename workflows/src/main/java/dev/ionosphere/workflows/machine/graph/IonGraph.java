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
import org.jspecify.annotations.Nullable;

/** The edges of one document, looked up by node. Built once a document, asked in every step. */
public final class IonGraph {

  private static final Place NOWHERE = new Place(List.of(), List.of(), List.of());

  private final Ion ion;
  private final List<String> targets;
  private final Map<String, Place> places = new LinkedHashMap<>();

  public IonGraph(Ion ion) {
    this.ion = ion;
    targets = ion.nodes().keySet().stream().filter(this::usesModels).toList();
    Map<String, List<Edge.Model>> out = new LinkedHashMap<>();
    Map<String, List<Edge.Model>> in = new LinkedHashMap<>();
    Map<String, List<Edge.Event>> events = new LinkedHashMap<>();
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
    for (String node : ion.nodes().keySet()) {
      places.put(
          node,
          new Place(
              out.getOrDefault(node, List.of()),
              in.getOrDefault(node, List.of()),
              events.getOrDefault(node, List.of())));
    }
  }

  public Ion ion() {
    return ion;
  }

  /** Model edges that leave a node, in document order. */
  public List<Edge.Model> from(String node) {
    return place(node).out;
  }

  /** Model edges that lead into a node, in document order. */
  public List<Edge.Model> into(String node) {
    return place(node).in;
  }

  /** Keys of the model edges that leave a node, in document order. */
  public List<String> keysFrom(String node) {
    return place(node).keysOut;
  }

  /** Keys of the model edges that lead into a node, in document order. */
  public List<String> keysInto(String node) {
    return place(node).keysIn;
  }

  /** Event edges that leave a node, in document order. */
  public List<Edge.Event> eventsFrom(String node) {
    return place(node).events;
  }

  /** Every node that a candidate at {@code from} can come to, nearest first. */
  public List<String> ahead(String from) {
    Place place = place(from);
    List<String> known = place.ahead;
    if (known == null) {
      known = walk(from, node -> from(node).stream().map(Edge.Model::to).toList());
      place.ahead = known;
    }
    return known;
  }

  /** Every node that a candidate at {@code to} can come from, nearest first. */
  public List<String> behind(String to) {
    return walk(to, node -> into(node).stream().map(Edge.Model::from).toList());
  }

  /** Nodes that use models and that a candidate at {@code from} can come to. */
  public List<String> targets(String from) {
    Place place = place(from);
    List<String> known = place.targets;
    if (known == null) {
      known = ahead(from).stream().filter(this::usesModels).toList();
      place.targets = known;
    }
    return known;
  }

  /** All nodes that use models. */
  public List<String> targets() {
    return targets;
  }

  private boolean usesModels(String node) {
    Node known = ion.nodes().get(node);
    return known != null
        && known.ports().takesModels()
        && known.ports().models() == Ports.Models.NONE;
  }

  private Place place(String node) {
    return places.getOrDefault(node, NOWHERE);
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

  /**
   * The edges of one node. What follows from them is worked out when it is first asked for; whoever
   * asks at the same time works out the same.
   */
  private static final class Place {

    private final List<Edge.Model> out;
    private final List<Edge.Model> in;
    private final List<Edge.Event> events;
    private final List<String> keysOut;
    private final List<String> keysIn;
    private @Nullable List<String> ahead;
    private @Nullable List<String> targets;

    Place(List<Edge.Model> out, List<Edge.Model> in, List<Edge.Event> events) {
      this.out = List.copyOf(out);
      this.in = List.copyOf(in);
      this.events = List.copyOf(events);
      keysOut = out.stream().map(Edge.Model::key).toList();
      keysIn = in.stream().map(Edge.Model::key).toList();
    }
  }
}
