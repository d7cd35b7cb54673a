package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.dashboard.graph.Drawing;
import dev.ionosphere.api.dashboard.graph.GraphLayout;
import dev.ionosphere.api.dashboard.graph.GraphLayout.Flow;
import dev.ionosphere.api.dashboard.graph.Sketch;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Ion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

  /** What is wider would have to be made too small to be read. */
  private static final double WIDEST = 1450;

  private static final String EVENT = "event-";

  public IonGraph {
    nodes = Map.copyOf(nodes);
    events = List.copyOf(events);
  }

  static IonGraph of(Ion ion, List<NodeStatus> nodes) {
    Map<String, NodeStatus> byName = new LinkedHashMap<>();
    nodes.forEach(node -> byName.put(node.name(), node));
    List<Sketch.Node> boxes =
        nodes.stream().map(n -> new Sketch.Node(n.name(), BOX_WIDTH, BOX_HEIGHT)).toList();
    Drawing narrow =
        GraphLayout.draw(new Sketch(boxes, arrows(ion, event -> event.on().text())), Flow.DOWN);
    Drawing wide = GraphLayout.draw(new Sketch(boxes, arrows(ion, IonGraph::words)), Flow.RIGHT);
    return new IonGraph(
        wide.width() > WIDEST ? narrow : wide,
        narrow,
        byName,
        narrow.arrows().stream()
            .map(Drawing.Arrow::id)
            .filter(id -> id.startsWith(EVENT))
            .toList());
  }

  /** One for each model edge, and one for all events that one node tells another. */
  private static List<Sketch.Edge> arrows(Ion ion, Function<Edge.Event, String> words) {
    Map<String, Sketch.Edge> arrows = new LinkedHashMap<>();
    for (Edge edge : ion.edges()) {
      switch (edge) {
        case Edge.Model(String from, String to) -> {
          String id = "model-" + from + "-" + to;
          arrows.put(id, new Sketch.Edge(id, from, to, "", false));
        }
        case Edge.Event event -> {
          String id = EVENT + event.from() + "-" + event.to();
          Sketch.Edge before = arrows.get(id);
          String label = (before == null ? "" : before.label() + ", ") + words.apply(event);
          arrows.put(id, new Sketch.Edge(id, event.from(), event.to(), label, true));
        }
      }
    }
    return List.copyOf(arrows.values());
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
