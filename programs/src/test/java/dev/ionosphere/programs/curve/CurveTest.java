package dev.ionosphere.programs.curve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

  @Test
  void fewPointsAreAllThere() {
    Curve curve = curve(999);

    assertThat(curve.points()).hasSize(999);
    assertThat(curve.points().getLast()).isEqualTo(point(998));
  }

  @Test
  void manyAreThinnedAndTheFirstAndTheNewestStay() {
    for (int count : List.of(1_000, 1_001, 1_999, 2_000, 123_456)) {
      Curve curve = curve(count);
      List<Point> points = curve.points();

      assertThat(points).hasSizeBetween(500, Curve.MOST).doesNotHaveDuplicates();
      assertThat(points.getFirst()).isEqualTo(point(0));
      assertThat(points.getLast()).isEqualTo(point(count - 1));
      assertThat(curve.count()).isEqualTo(count);
      long stride = points.get(1).step();
      for (int i = 0; i < points.size() - 1; i++) {
        assertThat(points.get(i).step()).isEqualTo(i * stride);
      }
    }
  }

  @Test
  void leastAndMostAreOfAllAndOfFiniteOnes() {
    Curve curve = new Curve();
    for (int i = 0; i < 5_001; i++) {
      curve.add(new Point(i, Instant.EPOCH, i == 4_321 ? -7 : i == 4_323 ? 9 : 0));
    }
    curve.add(new Point(9, Instant.EPOCH, Double.NaN));
    curve.add(new Point(9, Instant.EPOCH, Double.POSITIVE_INFINITY));

    assertThat(curve.least()).isEqualTo(-7);
    assertThat(curve.most()).isEqualTo(9);
    assertThat(curve.newest()).isInfinite();
  }

  @Test
  void aSavedOneGoesOnAsIfItHadNotBeen() {
    Curve whole = curve(3_333);
    Curve first = curve(1_777);
    Curve then = Curve.of(first.save());
    for (int i = 1_777; i < 3_333; i++) {
      then.add(point(i));
    }

    assertThat(then.points()).isEqualTo(whole.points());
    assertThat(then.count()).isEqualTo(3_333);
  }

  @Test
  void figuresTooManyAreCounted() {
    Curves curves = new Curves();
    for (int i = 0; i < 600; i++) {
      curves.add("f" + i, point(i));
    }

    assertThat(curves.newest()).hasSize(500).containsEntry("f499", 499.0);
    assertThat(curves.leftOut()).isEqualTo(100);
    assertThat(Curves.of(curves.save()).newest()).isEqualTo(curves.newest());
  }

  private static Curve curve(int count) {
    Curve curve = new Curve();
    for (int i = 0; i < count; i++) {
      curve.add(point(i));
    }
    return curve;
  }

  private static Point point(int step) {
    return new Point(step, Instant.ofEpochMilli(step), step);
  }
}
