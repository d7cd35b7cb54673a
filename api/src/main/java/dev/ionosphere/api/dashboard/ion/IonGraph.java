package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.dashboard.graph.Drawing;
import dev.ionosphere.api.dashboard.graph.GraphLayout;
import dev.ionosphere.api.dashboard.graph.GraphLayout.Flow;
import dev.ionosphere.api.dashboard.graph.Sketch;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Ion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ION drawn twice, for wide and for narrow screens.
 *
 * @param nodes by name
 * @param events ids of the arrows that are event edges
 */
public record IonGraph(
    Drawing wide, Drawing narrow, Map<String, NodeStatus> nodes, List<String> events) {
  /** Size of a node's box, in SVG user units; its text is laid out for these. */
  public static final double BOX_WIDTH = 236;

  public static final double BOX_HEIGHT = 104;

  public IonGraph {
    nodes = Map.copyOf(nodes);
    events = List.copyOf(events);
  }

  static IonGraph of(Ion ion, List<NodeStatus> nodes) {
    Map<String, NodeStatus> byName = new LinkedHashMap<>();
    nodes.forEach(node -> byName.put(node.name(), node));
    List<Sketch.Node> boxes =
        nodes.stream().map(n -> new Sketch.Node(n.name(), BOX_WIDTH, BOX_HEIGHT)).toList();
    List<Sketch.Edge> wide = new ArrayList<>();
    List<Sketch.Edge> narrow = new ArrayList<>();
    List<String> events = new ArrayList<>();
    for (Edge edge : ion.edges()) {
      String id = "e" + wide.size();
      switch (edge) {
        case Edge.Model model -> {
          wide.add(new Sketch.Edge(id, model.from(), model.to(), "", false));
          narrow.add(new Sketch.Edge(id, model.from(), model.to(), "", false));
        }
        case Edge.Event event -> {
          events.add(id);
          wide.add(new Sketch.Edge(id, event.from(), event.to(), words(event), true));
          narrow.add(new Sketch.Edge(id, event.from(), event.to(), event.on().text(), true));
        }
      }
    }
    return new IonGraph(
        GraphLayout.draw(new Sketch(boxes, wide), Flow.RIGHT),
        GraphLayout.draw(new Sketch(boxes, narrow), Flow.DOWN),
        byName,
        events);
  }

  private static String words(Edge.Event event) {
    return event.cooldown().isZero()
        ? event.on().text()
        : event.on().text() + ", at most every " + Format.length(event.cooldown());
  }

  /** What a screen reader says in place of the picture. */
  public String spoken() {
    StringBuilder text = new StringBuilder("Graph of the nodes");
    nodes.values().stream()
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .forEach(n ->
            text.append("; ")
                .append(n.name())
                .append(", ")
                .append(n.kind())
                .append(", ")
                .append(n.state()));
    return text.toString();
  }
}
