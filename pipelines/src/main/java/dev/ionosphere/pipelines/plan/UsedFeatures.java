package dev.ionosphere.pipelines.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The features that a model looks at: a device needs no others.
 *
 * @param names of them
 * @param places by feature: its place among those that are used, -1 if it is not
 */
public record UsedFeatures(List<String> names, int[] places) {

  public UsedFeatures {
    names = List.copyOf(names);
  }

  /**
   * @param used by feature: whether it is
   */
  public static UsedFeatures of(List<String> features, boolean[] used) {
    List<String> names = new ArrayList<>();
    int[] places = new int[used.length];
    for (int i = 0; i < used.length; i++) {
      places[i] = used[i] ? names.size() : -1;
      if (used[i]) {
        names.add(features.get(i));
      }
    }
    return new UsedFeatures(names, places);
  }

  /** Whether a row of all features lacks one of those that are used. */
  public boolean anyMissing(double[] row) {
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0 && Double.isNaN(row[i])) {
        return true;
      }
    }
    return false;
  }

  /** What is said of all features, of those that are used. */
  public double[] of(double[] all) {
    double[] some = new double[names.size()];
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        some[places[i]] = all[i];
      }
    }
    return some;
  }
}
