package dev.ionosphere.pipelines.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How features become the numbers that a model computes with: a number as it is, a category as one
 * number a value, 1 where the row has it. As Spark's OneHotEncoder, a row that has none of them, or
 * no value, has only 0.
 */
public record Encoding(List<Feature> features) implements Serializable {

  public Encoding {
    features = List.copyOf(features);
  }

  /** Of numbers alone. */
  public static Encoding numbers(List<String> names) {
    return new Encoding(names.stream().map(Feature::number).toList());
  }

  public List<String> names() {
    return features.stream().map(Feature::name).toList();
  }

  public boolean hasCategories() {
    return features.stream().anyMatch(Feature::isCategory);
  }

  /** How many numbers there are. */
  public int width() {
    return features.stream().mapToInt(Feature::width).sum();
  }

  /** The numbers of a row of features. */
  public double[] of(double[] row) {
    double[] numbers = new double[width()];
    int at = 0;
    for (int i = 0; i < features.size(); i++) {
      Feature feature = features.get(i);
      if (!feature.isCategory()) {
        numbers[at] = row[i];
      } else if (row[i] >= 0 && row[i] < feature.width()) {
        numbers[at + (int) row[i]] = 1;
      }
      at += feature.width();
    }
    return numbers;
  }

  /** The row of features that numbers are nearest to: of categories the one with the greatest. */
  public double[] row(double[] numbers) {
    double[] row = new double[features.size()];
    int at = 0;
    for (int i = 0; i < row.length; i++) {
      int width = features.get(i).width();
      if (features.get(i).isCategory()) {
        int greatest = 0;
        for (int value = 1; value < width; value++) {
          greatest = numbers[at + value] > numbers[at + greatest] ? value : greatest;
        }
        row[i] = greatest;
      } else {
        row[i] = numbers[at];
      }
      at += width;
    }
    return row;
  }

  /** By number: the place of the feature that it is of. */
  public int[] places() {
    int[] places = new int[width()];
    int at = 0;
    for (int i = 0; i < features.size(); i++) {
      for (int value = 0; value < features.get(i).width(); value++) {
        places[at++] = i;
      }
    }
    return places;
  }

  /** Whether a model that looks at all of them says something of the row. */
  public boolean scores(double[] row, boolean nullable) {
    for (int i = 0; i < features.size(); i++) {
      if (!features.get(i).scores(row[i], nullable)) {
        return false;
      }
    }
    return true;
  }

  public List<Input> inputs(boolean nullable) {
    return features.stream().map(feature -> feature.input(nullable)).toList();
  }

  /** The steps that give the numbers, the last of them all. */
  public List<Operator> operators() {
    List<Operator> operators = new ArrayList<>();
    operators.add(new Operator.Numbers(names()));
    if (hasCategories()) {
      operators.add(
          new Operator.OneHot(
              0, features.stream().mapToInt(feature -> feature.categories().size()).toArray()));
    }
    return operators;
  }

  /** Number of the step that gives the numbers. */
  public int step() {
    return hasCategories() ? 1 : 0;
  }
}
