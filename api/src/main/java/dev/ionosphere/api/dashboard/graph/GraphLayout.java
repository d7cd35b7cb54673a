package dev.ionosphere.api.dashboard.graph;

import dev.ionosphere.api.dashboard.graph.Drawing.Arrow;
import dev.ionosphere.api.dashboard.graph.Drawing.Box;
import dev.ionosphere.api.dashboard.graph.Drawing.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Lays a {@link Sketch} out in layers, cycles included. The same sketch gives the same drawing. */
public final class GraphLayout {
  private static final double MARGIN = 12;
  private static final double LABEL_HEIGHT = 18;
  private static final double CHARACTER_WIDTH = 6.6;

  static {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  /** Which way the arrows go. */
  public enum Flow {
    /** For wide screens. */
    RIGHT,
    /** For narrow ones. */
    DOWN
  }

  public static Drawing draw(Sketch sketch, Flow flow) {
    ElkNode root = canvas(flow);
    Map<String, ElkNode> nodes = new HashMap<>();
    for (Sketch.Node node : sketch.nodes()) {
      ElkNode box = ElkGraphUtil.createNode(root);
      box.setIdentifier(node.id());
      box.setDimensions(node.width(), node.height());
      nodes.put(node.id(), box);
    }
    for (Sketch.Edge edge : sketch.edges()) {
      ElkEdge arrow = ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to()));
      arrow.setIdentifier(edge.id());
      arrow.setProperty(LayeredOptions.PRIORITY_DIRECTION, edge.back() ? 0 : 10);
      arrow.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, edge.back() ? 0 : 10);
      if (!edge.label().isEmpty()) {
        ElkLabel label = ElkGraphUtil.createLabel(edge.label(), arrow);
        label.setDimensions(edge.label().length() * CHARACTER_WIDTH + 12, LABEL_HEIGHT);
      }
    }
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    return drawing(root);
  }

  private static ElkNode canvas(Flow flow) {
    ElkNode root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.ALGORITHM, "org.eclipse.elk.layered");
    root.setProperty(CoreOptions.DIRECTION, flow == Flow.RIGHT ? Direction.RIGHT : Direction.DOWN);
    root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(CoreOptions.PADDING, new ElkPadding(MARGIN));
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, 36.0);
    root.setProperty(
        LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, flow == Flow.RIGHT ? 56. : 36.);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 24.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 26.0);
    root.setProperty(LayeredOptions.SPACING_EDGE_LABEL, 4.0);
    root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
    root.setProperty(LayeredOptions.FEEDBACK_EDGES, true);
    root.setProperty(LayeredOptions.RANDOM_SEED, 1);
    return root;
  }

  private static Drawing drawing(ElkNode root) {
    List<Box> boxes =
        root.getChildren().stream()
            .map(box ->
                new Box(
                    box.getIdentifier(), box.getX(), box.getY(), box.getWidth(), box.getHeight()))
            .toList();
    List<Arrow> arrows = new ArrayList<>();
    for (ElkEdge edge : root.getContainedEdges()) {
      arrows.add(new Arrow(edge.getIdentifier(), RoundedPath.of(edge), label(edge)));
    }
    return new Drawing(root.getWidth(), root.getHeight(), boxes, arrows);
  }

  private static Label label(ElkEdge edge) {
    if (edge.getLabels().isEmpty()) {
      return new Label("", 0, 0, 0, 0);
    }
    ElkLabel label = edge.getLabels().getFirst();
    return new Label(
        label.getText(), label.getX(), label.getY(), label.getWidth(), label.getHeight());
  }

  private GraphLayout() {}
}
