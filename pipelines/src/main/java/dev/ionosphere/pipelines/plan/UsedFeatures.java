package dev.ionosphere.pipelines.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The features that a model looks at: a device needs no others. Of a category it looks at all
 * values or at none.
 *
 * @param all that it was learned from
 * @param used of them
 * @param rowPlaces by feature of all: its place among those that are used, -1 if it is not
 * @param places by number of all: its place among those of the features used, -1 if it is in none
 */
public record UsedFeatures(Encoding all, Encoding used, int[] rowPlaces, int[] places) {

  /**
   * @param looksAt by number: whether the model does
   */
  public static UsedFeatures of(Encoding all, boolean[] looksAt) {
    int[] features = all.places();
    boolean[] isUsed = new boolean[all.features().size()];
    for (int i = 0; i < looksAt.length; i++) {
      isUsed[features[i]] |= looksAt[i];
    }
    List<Feature> used = new ArrayList<>();
    int[] rowPlaces = new int[isUsed.length];
    for (int i = 0; i < isUsed.length; i++) {
      rowPlaces[i] = isUsed[i] ? used.size() : -1;
      if (isUsed[i]) {
        used.add(all.features().get(i));
      }
    }
    int[] places = new int[looksAt.length];
    int next = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = isUsed[features[i]] ? next++ : -1;
    }
    return new UsedFeatures(all, new Encoding(used), rowPlaces, places);
  }

  public List<String> names() {
    return used.names();
  }

  /** Whether the model says something of a row of all features. */
  public boolean scores(double[] row, boolean nullable) {
    double[] some = new double[used.features().size()];
    for (int i = 0; i < rowPlaces.length; i++) {
      if (rowPlaces[i] >= 0) {
        some[rowPlaces[i]] = row[i];
      }
    }
    return used.scores(some, nullable);
  }

  /** What is said of all numbers, of those of the features used. */
  public double[] of(double[] numbers) {
    double[] some = new double[used.width()];
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        some[places[i]] = numbers[i];
      }
    }
    return some;
  }
}
