package dev.ionosphere.api.dashboard.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.api.dashboard.graph.Drawing.Box;
import dev.ionosphere.api.dashboard.graph.GraphLayout.Flow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GraphLayoutTest {
  private static final Sketch REFERENCE =
      new Sketch(
          List.of(
              new Sketch.Node("detect", 210, 96),
              new Sketch.Node("retrain", 210, 96),
              new Sketch.Node("review", 210, 96)),
          List.of(
              new Sketch.Edge("e0", "retrain", "review", "", false),
              new Sketch.Edge("e1", "review", "detect", "", false),
              new Sketch.Edge("e2", "detect", "retrain", "on drift", true)));

  @Test
  void theReferenceCycleFlowsRight() {
    Drawing drawing = GraphLayout.draw(REFERENCE, Flow.RIGHT);

    assertThat(drawing.boxes()).hasSize(3);
    assertThat(drawing.arrows()).hasSize(3).allSatisfy(a -> assertThat(a.path()).startsWith("M"));
    assertThat(drawing.arrows().get(2).label().text()).isEqualTo("on drift", true);
    assertThat(drawing.width()).isGreaterThan(drawing.height());
    assertThat(drawing.boxes().stream().sorted(Comparator.comparing(Box::x)).map(Box::id))
        .containsExactly("retrain", "review", "detect");
  }

  @Test
  void theReferenceCycleFitsANarrowScreenDownwards() {
    Drawing drawing = GraphLayout.draw(REFERENCE, Flow.DOWN);

    assertThat(drawing.width()).isLessThan(400);
    assertThat(drawing.height()).isGreaterThan(drawing.width());
  }

  @Test
  void theSameSketchGivesTheSameDrawing() {
    assertThat(GraphLayout.draw(REFERENCE, Flow.RIGHT))
        .isEqualTo(GraphLayout.draw(REFERENCE, Flow.RIGHT));
  }

  @Test
  void anEdgeToNowhereIsRefusedByName() {
    assertThatThrownBy(() ->
            new Sketch(
                List.of(new Sketch.Node("a", 1, 1)),
                List.of(new Sketch.Edge("e", "a", "ghost", "", false))))
        .hasMessageContaining("ghost");
  }

  @Property(tries = 40)
  void boxesNeverOverlapAndStayInside(
      @ForAll @IntRange(min = 1, max = 8) int nodes,
      @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 63) Integer> edges) {
    Drawing drawing = GraphLayout.draw(random(nodes, edges), Flow.RIGHT);

    List<Box> boxes = drawing.boxes();
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      assertThat(box.x()).isNotNegative();
      assertThat(box.y()).isNotNegative();
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(drawing.width());
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(drawing.height());
      for (int j = 0; j < i; j++) {
        assertThat(overlap(box, boxes.get(j))).isFalse();
      }
    }
  }

  private static Sketch random(int nodes, List<Integer> pairs) {
    List<Sketch.Node> boxes = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      boxes.add(new Sketch.Node("n" + i, 210, 96));
    }
    List<Sketch.Edge> edges = new ArrayList<>();
    for (int pair : pairs) {
      String from = "n" + (pair / 8) % nodes;
      String to = "n" + (pair % 8) % nodes;
      edges.add(
          new Sketch.Edge(
              "e" + edges.size(), from, to, pair % 3 == 0 ? "drift" : "", pair % 3 == 0));
    }
    return new Sketch(boxes, edges);
  }

  private static boolean overlap(Box a, Box b) {
    return a.x() < b.x() + b.width()
        && b.x() < a.x() + a.width()
        && a.y() < b.y() + b.height()
        && b.y() < a.y() + a.height();
  }
}
