package dev.ionosphere.api.dashboard.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;

/** An edge's corners as an SVG path, each corner rounded. */
final class RoundedPath {
  private static final double RADIUS = 8;

  static String of(ElkEdge edge) {
    StringBuilder path = new StringBuilder();
    for (ElkEdgeSection section : edge.getSections()) {
      append(path, corners(section));
    }
    return path.toString();
  }

  private static List<Point> corners(ElkEdgeSection section) {
    List<Point> corners = new ArrayList<>();
    corners.add(new Point(section.getStartX(), section.getStartY()));
    for (ElkBendPoint bend : section.getBendPoints()) {
      corners.add(new Point(bend.getX(), bend.getY()));
    }
    corners.add(new Point(section.getEndX(), section.getEndY()));
    return corners;
  }

  private static void append(StringBuilder path, List<Point> corners) {
    path.append('M').append(corners.getFirst());
    for (int i = 1; i < corners.size() - 1; i++) {
      Point corner = corners.get(i);
      Point before = corner.towards(corners.get(i - 1));
      Point after = corner.towards(corners.get(i + 1));
      path.append('L').append(before).append('Q').append(corner).append(' ').append(after);
    }
    path.append('L').append(corners.getLast());
  }

  private record Point(double x, double y) {
    /** At most the radius, or half the way, from here to the other. */
    Point towards(Point other) {
      double distance = Math.hypot(other.x - x, other.y - y);
      double share = distance == 0 ? 0 : Math.min(RADIUS / distance, 0.5);
      return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }
  }

  private RoundedPath() {}
}
