package dev.ionosphere.api.dashboard.training;

import dev.ionosphere.api.dashboard.Format;
import java.util.List;
import java.util.Map;

/** The one metric that stands for all others where there is room for one. */
public final class Headline {
  /** Of a model that has several the first. */
  private static final List<String> NAMES = List.of("accuracy", "silhouette");

  /** Such as {@code accuracy 0.93}; empty if the model has none of them. */
  public static String of(Map<String, Double> metrics) {
    for (String name : NAMES) {
      Double value = metrics.get(name);
      if (value != null) {
        return name + " " + Format.metric(value);
      }
    }
    return "";
  }

  private Headline() {}
}
