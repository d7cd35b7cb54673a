package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.component.Arguments;
import dev.ionosphere.pipelines.input.ColumnWish;

/**
 * Arguments of component {@code kmeans}, checked.
 *
 * @param k number of clusters
 * @param quantile of the training rows' distances that becomes the anomaly threshold
 */
record KMeansArguments(ColumnWish columns, int k, double quantile, int maxIterations, long seed) {

  static KMeansArguments of(Arguments arguments) {
    arguments.only("k", "quantile", "maxIterations", "seed");
    return new KMeansArguments(
        arguments.columns(),
        arguments.needWhole("k", 2, 1000),
        arguments.fraction("quantile", 0.99),
        arguments.whole("maxIterations", 1, 10_000, 50),
        arguments.seed());
  }
}
