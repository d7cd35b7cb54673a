package dev.ionosphere.pipelines.baseline;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How values of a feature are counted for health.
 *
 * <p>Continuous: 12 edges from two deviations below the mean to two above, so 13 bins, the outer
 * ones open; a value on an edge belongs to the bin above it. Categorical: the edges are the values
 * themselves in ascending order, with one bin more for any other value.
 *
 * @param kind {@code continuous} or {@code categorical}
 */
record Edges(String name, String kind, double[] edges) implements Serializable {
  /** Features with fewer distinct values are categories. */
  static final int CATEGORIES_BELOW = 25;

  private static final int CONTINUOUS_EDGES = 12;
  private static final double NO_DEVIATION = 0.05;

  static Edges continuous(String name, double mean, double deviation) {
    double spread = deviation == 0 ? NO_DEVIATION : deviation;
    double[] edges = new double[CONTINUOUS_EDGES];
    for (int i = 0; i < CONTINUOUS_EDGES; i++) {
      edges[i] = mean - 2 * spread + i * 4 * spread / (CONTINUOUS_EDGES - 1);
    }
    return new Edges(name, "continuous", edges);
  }

  static Edges categorical(String name, double[] values) {
    double[] sorted = Arrays.stream(values).map(value -> value + 0.0).sorted().toArray();
    return new Edges(name, "categorical", sorted);
  }

  int bins() {
    return edges.length + 1;
  }

  int bin(double value) {
    // Adding 0 makes -0.0, which real files hold, the 0.0 that it equals.
    int found = Arrays.binarySearch(edges, value + 0.0);
    if (kind.equals("categorical")) {
      return found >= 0 ? found : edges.length;
    }
    return found >= 0 ? found + 1 : -found - 1;
  }
}
