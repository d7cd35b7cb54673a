package dev.ionosphere.pipelines.kmeans;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.input.ColumnWish;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Arguments of component {@code kmeans}, checked.
 *
 * @param k number of clusters
 * @param features columns to use; empty for all numeric columns that are not excluded
 * @param exclude columns never taken as features
 * @param quantile of the training rows' distances that becomes the anomaly threshold
 */
record KMeansArguments(
    int k,
    List<String> features,
    Set<String> exclude,
    double quantile,
    int maxIterations,
    long seed) {
  private static final Set<String> KNOWN =
      Set.of("input", "k", "features", "exclude", "quantile", "maxIterations", "seed");

  ColumnWish columns() {
    return new ColumnWish(features, exclude);
  }

  static KMeansArguments of(Map<String, Object> arguments) {
    for (String name : new TreeSet<>(arguments.keySet())) {
      if (!KNOWN.contains(name)) {
        throw new JobException(
            "kmeans: unknown argument '" + name + "', allowed are " + new TreeSet<>(KNOWN));
      }
    }
    if (!arguments.containsKey("k")) {
      throw new JobException("kmeans: argument 'k' is missing, a whole number from 2 to 1000");
    }
    return new KMeansArguments(
        (int) whole(arguments, "k", 2, 1000, 8),
        names(arguments, "features"),
        Set.copyOf(names(arguments, "exclude")),
        fraction(arguments, "quantile", 0.99),
        (int) whole(arguments, "maxIterations", 1, 10_000, 50),
        whole(arguments, "seed", Long.MIN_VALUE, Long.MAX_VALUE, 42));
  }

  private static long whole(
      Map<String, Object> arguments, String name, long least, long most, long absent) {
    Object value = arguments.getOrDefault(name, absent);
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.longValue() >= least
        && number.longValue() <= most) {
      return number.longValue();
    }
    throw new JobException(
        "kmeans: argument '%s' is %s, allowed is a whole number from %d to %d"
            .formatted(name, value, least, most));
  }

  private static double fraction(Map<String, Object> arguments, String name, double absent) {
    Object value = arguments.getOrDefault(name, absent);
    if (value instanceof Number number && number.doubleValue() > 0 && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    throw new JobException(
        "kmeans: argument '%s' is %s, allowed is a number above 0 up to 1".formatted(name, value));
  }

  private static List<String> names(Map<String, Object> arguments, String name) {
    Object value = arguments.getOrDefault(name, List.of());
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).distinct().toList();
    }
    throw new JobException(
        "kmeans: argument '%s' is %s, allowed is a list of column names".formatted(name, value));
  }
}
