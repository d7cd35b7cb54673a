package dev.ionosphere.api.dashboard.graph;

import java.util.List;

/** A graph with every box and arrow placed, in SVG user units from the top left corner. */
public record Drawing(double width, double height, List<Box> boxes, List<Arrow> arrows) {
  public Drawing {
    boxes = List.copyOf(boxes);
    arrows = List.copyOf(arrows);
  }

  /** A placed node. */
  public record Box(String id, double x, double y, double width, double height) {}

  /**
   * A placed edge.
   *
   * @param path for the {@code d} of an SVG path, ending at the target's border
   * @param label where its words go, centred on x
   */
  public record Arrow(String id, String path, Label label) {}

  /** Words at a place; no words where an edge says nothing. */
  public record Label(String text, double x, double y, double width, double height) {}
}
