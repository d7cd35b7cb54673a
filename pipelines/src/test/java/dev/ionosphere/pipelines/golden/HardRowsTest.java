package dev.ionosphere.pipelines.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HardRowsTest {

  @Test
  void eachUsedFeatureIsOnceMissingInfiniteLeastAndLargest() {
    List<double[]> rows =
        HardRows.of(
            List.of(new double[] {1, 2, 3}),
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
  void someOfManyAreSpreadEvenly() {
    List<double[]> rows = IntStream.range(0, 10).mapToObj(i -> new double[] {i}).toList();
    assertThat(HardRows.some(rows, 4))
        .extracting(row -> row[0])
        .containsExactly(0.0, 2.0, 5.0, 7.0);
    assertThat(HardRows.some(rows, 10)).isSameAs(rows);
  }
}
