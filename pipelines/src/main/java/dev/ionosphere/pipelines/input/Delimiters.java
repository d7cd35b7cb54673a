package dev.ionosphere.pipelines.input;

import java.util.List;

/** Headers that were not told apart. */
final class Delimiters {

  private static final String OTHERS = ";\t|";

  /** What to add to a message if the one name looks like several. */
  static String advice(List<String> header) {
    if (header.size() != 1) {
      return "";
    }
    return header
        .get(0)
        .chars()
        .filter(letter -> OTHERS.indexOf(letter) >= 0)
        .boxed()
        .findFirst()
        .map(letter ->
            "; if its fields are separated by %s, say so: format.csv.delimiter"
                .formatted(letter == '\t' ? "tabs" : "'" + (char) letter.intValue() + "'"))
        .orElse("");
  }

  private Delimiters() {}
}
