package dev.ionosphere.pipelines.plan;

import java.util.List;

/**
 * A column that a plan needs.
 *
 * @param nullable whether a row that lacks it is scored
 */
public record Input(String name, String type, boolean nullable) {

  /** Numbers of double precision. */
  public static List<Input> numbers(List<String> names, boolean nullable) {
    return names.stream().map(name -> new Input(name, "float64", nullable)).toList();
  }
}
