package dev.ionosphere.pipelines.plan;

import java.io.Serializable;
import java.util.List;

/**
 * A column that is learned from. A category is its place among the values, their number if it is
 * none of them.
 *
 * @param categories values of a text, in order; empty of a number
 * @param unseen what becomes of others
 */
public record Feature(String name, List<String> categories, Unseen unseen) implements Serializable {

  public Feature {
    categories = List.copyOf(categories);
  }

  public static Feature number(String name) {
    return new Feature(name, List.of(), Unseen.other);
  }

  public boolean isCategory() {
    return !categories.isEmpty();
  }

  /** How many numbers a model computes with: one a category. */
  public int width() {
    return Math.max(1, categories.size());
  }

  /** Whether a model says something of a row with this value. */
  boolean scores(double value, boolean nullable) {
    boolean isUnseen = isCategory() && value >= categories.size();
    if (isUnseen && unseen == Unseen.refuse) {
      return false;
    }
    return nullable || !(Double.isNaN(value) || (isUnseen && unseen == Unseen.missing));
  }

  Input input(boolean nullable) {
    return isCategory()
        ? new Input(name, "string", nullable, categories, unseen)
        : new Input(name, "float64", nullable);
  }
}
