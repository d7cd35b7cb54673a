package dev.ionosphere.pipelines.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.pipelines.plan.Encoding;
import dev.ionosphere.pipelines.plan.Feature;
import dev.ionosphere.pipelines.plan.Unseen;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HardRowsTest {

  @Test
  void eachUsedFeatureIsOnceMissingInfiniteLeastAndLargest() {
    List<double[]> rows =
        HardRows.of(
            List.of(new double[] {1, 2, 3}),
            Encoding.numbers(List.of("a", "b", "c")),
            new int[] {0, 2},
            new double[] {-1, -2, -3},
            new double[] {10, 20, 30});
    assertThat(rows).hasSize(1 + 7 * 2);
    assertThat(rows.get(0)).containsExactly(Double.NaN, 2, Double.NaN);
    assertThat(rows).allMatch(row -> row[1] == 2);
    assertThat(rows.subList(1, rows.size()))
        .extracting(row -> row[2])
        .contains(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -3.0,
            30.0,
            Double.MAX_VALUE,
            -Double.MAX_VALUE);
  }

  @Test
  void aCategoryIsOnceMissingAndOnceUnseen() {
    Feature mode = new Feature("mode", List.of("auto", "hand"), Unseen.other);
    assertThat(
            HardRows.of(
                List.of(new double[] {0}),
                new Encoding(List.of(mode)),
                new int[] {0},
                new double[] {0},
                new double[] {1}))
        .extracting(row -> row[0])
        .contains(Double.NaN, 2.0)
        .allMatch(code -> Double.isNaN(code) || (code >= 0 && code <= 2));
  }

  @Test
  void someOfManyAreSpreadEvenly() {
    List<double[]> rows = IntStream.range(0, 10).mapToObj(i -> new double[] {i}).toList();
    assertThat(HardRows.some(rows, 4))
        .extracting(row -> row[0])
        .containsExactly(0.0, 2.0, 5.0, 7.0);
    assertThat(HardRows.some(rows, 10)).isSameAs(rows);
  }
}
