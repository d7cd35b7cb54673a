package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the training engine says of golden rows in one output. A label must be the same, unless both
 * are equally good to within the tolerance; numbers may differ by the tolerance, relative to what
 * is expected if that is over 1 and absolute below. NaN and no label stand for a row that is not
 * scored.
 */
final class Expected {

  static final double TOLERANCE = 1e-9;

  private static final int NONE = -1;

  /** A label that the plan cannot say: it differs from all that it says. */
  private static final int UNKNOWN = Integer.MAX_VALUE;

  private final String name;
  private final @Nullable List<@Nullable String> labels;
  private final double[][] values; // [row][column]

  private Expected(String name, @Nullable List<@Nullable String> labels, double[][] values) {
    this.name = name;
    this.labels = labels;
    this.values = values;
  }

  /** {@code name} with {@code labels}, {@code values} or {@code probabilities}. */
  static Expected of(JsonFields json) {
    json.only("name", "labels", "values", "probabilities");
    String name = json.text("name");
    if (json.has("labels")) {
      return new Expected(name, json.textsOrNulls("labels"), new double[0][]);
    }
    return json.has("values")
        ? values(name, json.numbers("values"))
        : new Expected(name, null, json.rows("probabilities").toArray(double[][]::new));
  }

  static Expected values(String name, double[] values) {
    double[][] rows =
        Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    return new Expected(name, null, rows);
  }

  /** Labels whose names are their numbers; below 0 there is none. */
  static Expected numbered(String name, long[] numbers) {
    List<@Nullable String> labels = new ArrayList<>();
    for (long number : numbers) {
      labels.add(number < 0 ? null : Long.toString(number));
    }
    return new Expected(name, labels, new double[0][]);
  }

  String name() {
    return name;
  }

  int count() {
    return labels == null ? values.length : labels.size();
  }

  /**
   * The same, for an output of a plan: labels by their numbers.
   *
   * @throws ModelFormatException if it is another kind of output
   */
  Expected matching(Output output) {
    boolean label = output.kind() == Output.Kind.LABEL;
    if (label != (labels != null)) {
      throw new ModelFormatException(
          "golden rows, output " + name,
          labels == null ? "numbers" : "labels",
          output.kind().wireName());
    }
    if (labels == null) {
      for (double[] row : values) {
        if (row.length != output.width()) {
          throw new ModelFormatException(
              "golden rows, output " + name, row.length + " numbers a row", "" + output.width());
        }
      }
      return this;
    }
    return new Expected(name, labels, numbers(labels, output));
  }

  private static double[][] numbers(List<@Nullable String> labels, Output output) {
    Map<String, Integer> numbers = new HashMap<>();
    output.labels().forEach(label -> numbers.put(label, numbers.size()));
    double[][] rows = new double[labels.size()][1];
    for (int r = 0; r < rows.length; r++) {
      String label = labels.get(r);
      rows[r][0] = label == null ? Double.NaN : numbers.getOrDefault(label, UNKNOWN);
    }
    return rows;
  }

  /** Number of the label, below 0 if there is none or the plan cannot say it. */
  int label(int row) {
    double number = labels == null ? Double.NaN : values[row][0];
    return Double.isNaN(number) || number == UNKNOWN ? NONE : (int) number;
  }

  /** The greatest difference of a number; 0 of labels, and where both have none. */
  double difference(Predictions said, int output, int row) {
    double largest = 0;
    for (int c = 0; labels == null && c < values[row].length; c++) {
      double difference = Math.abs(said.value(output, c, row) - values[row][c]);
      largest = Double.isNaN(difference) ? largest : Math.max(largest, difference);
    }
    return largest;
  }

  boolean agrees(Predictions said, int output, int row) {
    for (int c = 0; c < values[row].length; c++) {
      double got = said.value(output, c, row);
      double expected = values[row][c];
      double allowed = labels == null ? TOLERANCE * Math.max(1, Math.abs(expected)) : 0;
      boolean bothMissing = Double.isNaN(got) && Double.isNaN(expected);
      if (!bothMissing && !(Math.abs(got - expected) <= allowed)) {
        return false;
      }
    }
    return true;
  }

  /** What is expected, for people. */
  String text(int row) {
    return name + " " + (labels == null ? numbers(values[row]) : String.valueOf(labels.get(row)));
  }

  /** What is said instead, for people. */
  String text(Predictions said, int output, int row) {
    if (!said.scored(row)) {
      return name + " not scored";
    }
    if (labels != null) {
      return name
          + " "
          + said.scorer.outputs().get(output).labels().get((int) said.value(output, 0, row));
    }
    return name
        + " "
        + numbers(
            IntStream.range(0, values[row].length)
                .mapToDouble(c -> said.value(output, c, row))
                .toArray());
  }

  private static String numbers(double[] numbers) {
    return numbers.length == 1 ? Double.toString(numbers[0]) : Arrays.toString(numbers);
  }
}
