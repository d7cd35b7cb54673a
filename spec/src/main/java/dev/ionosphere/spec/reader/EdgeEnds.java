package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import dev.ionosphere.spec.reader.EdgeReader.Placed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether what travels along an edge leaves its one end and may enter the other. */
final class EdgeEnds {

  private final Map<String, Node> nodes;
  private final Findings findings;

  /**
   * @param nodes those whose kind is known
   */
  EdgeEnds(Map<String, Node> nodes, Findings findings) {
    this.nodes = nodes;
    this.findings = findings;
  }

  void check(Placed placed) {
    Optional<Node> from = Optional.ofNullable(nodes.get(placed.edge().from()));
    Optional<Node> to = Optional.ofNullable(nodes.get(placed.edge().to()));
    switch (placed.edge()) {
      case Edge.Model model -> {
        from.filter(node -> node.ports().models() == Ports.Models.NONE)
            .ifPresent(node -> refused(placed.fromAt(), placed, "from", node, "gives no model"));
        to.filter(node -> !node.ports().takesModels())
            .ifPresent(node -> refused(placed.toAt(), placed, "to", node, "takes no model"));
      }
      case Edge.Event event -> {
        from.filter(node -> !node.ports().sees().contains(event.on()))
            .ifPresent(node -> placed.onAt().ifPresent(at -> unseen(at, placed, node, event.on())));
        to.filter(node -> !node.ports().starts())
            .ifPresent(node -> refused(placed.toAt(), placed, "to", node, "no event can start"));
      }
    }
  }

  private void refused(Position at, Placed placed, String end, Node node, String why) {
    boolean model = placed.edge() instanceof Edge.Model;
    String allowed =
        switch (end) {
          case "from" -> "a node that makes models or lets them pass";
          default -> model ? "a node that takes models" : "a node that an event can start";
        };
    findings.refused(at, placed.path() + "." + end, named(node) + ", which " + why, allowed);
  }

  private void unseen(Position at, Placed placed, Node node, EventName on) {
    List<String> seen = node.ports().sees().stream().sorted().map(EventName::text).toList();
    findings.refused(
        at,
        placed.path() + ".on",
        "'%s', which %s never tells of".formatted(on.text(), named(node)),
        seen.isEmpty() ? "no event edge from there" : String.join(", ", seen));
  }

  private static String named(Node node) {
    return "the " + node.kind() + " node '" + Quoted.bare(node.name()) + "'";
  }
}
