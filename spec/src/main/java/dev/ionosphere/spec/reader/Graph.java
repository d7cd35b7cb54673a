package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import dev.ionosphere.spec.reader.EdgeReader.Placed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what the nodes and edges mean together. */
final class Graph {

  private final Findings findings;
  private final Map<String, Position> declared = new LinkedHashMap<>();

  /** Those whose kind is known. */
  private final Map<String, Node> nodes = new HashMap<>();

  private final Map<String, JoinReader.Placed> joins = new HashMap<>();
  private List<Placed> edges = List.of();
  private final Map<String, Set<String>> modelSuccessors = new HashMap<>();
  private final Map<String, Set<String>> successors = new HashMap<>();

  Graph(Findings findings) {
    this.findings = findings;
  }

  void declare(String name, Position at) {
    declared.put(name, at);
  }

  void node(NodeReader.Placed read) {
    String name = read.node().name();
    nodes.put(name, read.node());
    read.join().ifPresent(join -> joins.put(name, join));
  }

  /**
   * How the model edges into each node come together.
   *
   * @param complete whether all edges could be read; if not, what they do not reach says nothing
   */
  Map<String, Join> check(List<Placed> written, boolean complete) {
    edges = written.stream().filter(this::joinsKnownNodes).toList();
    edges.forEach(this::connect);
    EdgeEnds ends = new EdgeEnds(nodes, findings);
    Set<Edge> seen = new HashSet<>();
    for (Placed placed : edges) {
      ends.check(placed);
      if (!seen.add(withoutCooldown(placed.edge()))) {
        findings.error(placed.at(), placed.path(), "the edge " + text(placed) + " is given twice");
      }
    }
    checkModelCycles();
    checkEventCycles();
    boolean whole = complete && edges.size() == written.size();
    if (whole) {
      checkReach();
    }
    List<Edge> all = edges.stream().map(Placed::edge).toList();
    return new Joins(nodes, declared, all, findings).of(joins, whole);
  }

  private void connect(Placed placed) {
    String from = placed.edge().from();
    String to = placed.edge().to();
    successors.computeIfAbsent(from, name -> new LinkedHashSet<>()).add(to);
    if (placed.edge() instanceof Edge.Model) {
      modelSuccessors.computeIfAbsent(from, name -> new LinkedHashSet<>()).add(to);
    }
  }

  private boolean joinsKnownNodes(Placed placed) {
    return isDeclared(placed.edge().from(), placed.fromAt(), placed.path() + ".from")
        & isDeclared(placed.edge().to(), placed.toAt(), placed.path() + ".to");
  }

  private boolean isDeclared(String name, Position at, String path) {
    if (declared.containsKey(name)) {
      return true;
    }
    findings.unknown(at, path, "node", name, declared.keySet());
    return false;
  }

  /** A model that comes back to where it was could go round for ever. */
  private void checkModelCycles() {
    Set<Set<String>> reported = new HashSet<>();
    for (Placed placed : edges) {
      if (!(placed.edge() instanceof Edge.Model)) {
        continue;
      }
      List<String> cycle = path(placed.edge().to(), placed.edge().from(), modelSuccessors);
      if (cycle.isEmpty() || !reported.add(new HashSet<>(cycle))) {
        continue;
      }
      String circle = String.join(" -> ", cycle) + " -> " + cycle.getFirst();
      boolean policy =
          cycle.stream()
              .anyMatch(name -> nodes.containsKey(name) && nodes.get(name).ports().guards());
      findings.error(
          placed.at(),
          placed.path(),
          "the model edges %s make a cycle %s; allowed: cycles closed by an event edge with a"
                  .formatted(circle, policy ? "that a model can never leave" : "without a policy")
              + " cooldown");
    }
  }

  private void checkEventCycles() {
    for (Placed placed : edges) {
      if (placed.edge() instanceof Edge.Event event
          && event.cooldown().isZero()
          && !path(event.to(), event.from(), successors).isEmpty()) {
        findings.error(
            placed.at(),
            placed.path(),
            "the event edge %s closes a cycle without a cooldown; allowed: cooldown: 6h or such"
                .formatted(text(placed)));
      }
    }
  }

  /** Approvals and inference need a model that comes from a training node. */
  private void checkReach() {
    Set<String> reached = new HashSet<>();
    Deque<String> next = new ArrayDeque<>();
    // A node of unknown kind might train; it has its own finding.
    declared.keySet().stream()
        .filter(name -> !nodes.containsKey(name) || makes(nodes.get(name)))
        .forEach(next::add);
    while (!next.isEmpty()) {
      String name = next.remove();
      if (reached.add(name)) {
        next.addAll(modelSuccessors.getOrDefault(name, Set.of()));
      }
    }
    for (Map.Entry<String, Position> entry : declared.entrySet()) {
      Node node = nodes.get(entry.getKey());
      String path = "spec.nodes." + entry.getKey();
      if (node != null && makes(node) && !modelSuccessors.containsKey(entry.getKey())) {
        findings.warning(entry.getValue(), path, "no model edge leads away, its models go nowhere");
      } else if (node != null && node.ports().takesModels() && !reached.contains(entry.getKey())) {
        findings.error(
            entry.getValue(),
            path,
            "no model can reach the %s node '%s'; allowed: model edges from a training node to it"
                .formatted(node.kind(), Quoted.bare(entry.getKey())));
      }
    }
  }

  /** The nodes on a way between two, both included; none if there is no way. */
  private static List<String> path(String from, String to, Map<String, Set<String>> along) {
    Map<String, String> cameFrom = new HashMap<>();
    Set<String> seen = new LinkedHashSet<>(List.of(from));
    Deque<String> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty() && !seen.contains(to)) {
      String name = next.remove();
      for (String successor : along.getOrDefault(name, Set.of())) {
        if (seen.add(successor)) {
          cameFrom.put(successor, name);
          next.add(successor);
        }
      }
    }
    if (!seen.contains(to)) {
      return List.of();
    }
    List<String> way = new ArrayList<>(List.of(to));
    String name = cameFrom.get(to);
    while (name != null) {
      way.addFirst(name);
      name = cameFrom.get(name);
    }
    return way;
  }

  private static Edge withoutCooldown(Edge edge) {
    return switch (edge) {
      case Edge.Model model -> model;
      case Edge.Event event -> new Edge.Event(event.from(), event.to(), event.on(), Duration.ZERO);
    };
  }

  private static boolean makes(Node node) {
    return node.ports().models() == Ports.Models.MADE;
  }

  private static String text(Placed placed) {
    return Quoted.bare(placed.edge().from()) + " -> " + Quoted.bare(placed.edge().to());
  }
}
