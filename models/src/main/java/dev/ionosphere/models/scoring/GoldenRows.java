package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Inputs with the training engine's own outputs, the part {@code golden} of a package: JSON {@code
 * columns, rows, outputs} as the training job writes it; {@code features, rows, clusters,
 * distances} up to 0.3.0.
 */
public final class GoldenRows {

  static final int MAXIMUM_ROWS = 100_000;
  private static final int MAXIMUM_BYTES = 16 * 1024 * 1024;

  private final List<String> columns;
  private final double[] rows;
  private final int count;
  private final List<Expected> outputs;

  private GoldenRows(List<String> columns, double[] rows, int count, List<Expected> outputs) {
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.count = count;
    this.outputs = List.copyOf(outputs);
  }

  /**
   * Reads golden rows as training wrote them.
   *
   * @throws ModelFormatException if they are no golden rows, or none
   */
  public static GoldenRows read(byte[] goldenJson) {
    JsonFields json = JsonFields.parse("golden rows", goldenJson, MAXIMUM_BYTES);
    return json.has("clusters") ? first(json) : rows(json);
  }

  private static GoldenRows rows(JsonFields json) {
    json.only("columns", "rows", "outputs");
    List<Expected> outputs = json.objects("outputs").stream().map(Expected::of).toList();
    return of(json, json.texts("columns"), outputs);
  }

  private static GoldenRows first(JsonFields json) {
    json.only("features", "rows", "clusters", "distances");
    List<Expected> outputs =
        List.of(
            Expected.numbered("cluster", json.wholes("clusters")),
            Expected.values("distance", json.numbers("distances")));
    return of(json, json.texts("features"), outputs);
  }

  private static GoldenRows of(JsonFields json, List<String> columns, List<Expected> outputs) {
    List<double[]> rows = json.rows("rows");
    int count = rows.size();
    if (count == 0 || count > MAXIMUM_ROWS) {
      throw new ModelFormatException("golden rows", count + " rows", "1 to " + MAXIMUM_ROWS);
    }
    for (Expected output : outputs) {
      if (output.count() != count) {
        throw new ModelFormatException(
            "golden rows, output " + output.name(), output.count() + " rows", "" + count);
      }
    }
    double[] flat = new double[Math.multiplyExact(count, columns.size())];
    for (int r = 0; r < count; r++) {
      if (rows.get(r).length != columns.size()) {
        throw new ModelFormatException(
            json.path("rows") + "[" + r + "]",
            rows.get(r).length + " numbers",
            "" + columns.size());
      }
      System.arraycopy(rows.get(r), 0, flat, r * columns.size(), columns.size());
    }
    return new GoldenRows(columns, flat, count, outputs);
  }

  public List<String> columns() {
    return columns;
  }

  public int count() {
    return count;
  }

  /** Scores every row with the plan and compares. */
  public Parity verify(ScoringPlan plan) {
    return verify(plan.scorer(columns));
  }

  /**
   * Scores every row and compares what the model says, output by output, see {@link Expected}.
   *
   * @throws IllegalArgumentException if the scorer is for other columns than {@link #columns}
   * @throws ModelFormatException if they do not say what the model's outputs should be
   */
  public Parity verify(Scorer scorer) {
    if (!scorer.columns().equals(columns)) {
      throw new IllegalArgumentException(
          "scorer: got columns " + scorer.columns() + ", allowed: " + columns);
    }
    List<Expected> expected = inOrder(scorer.outputs());
    Predictions said = scorer.newPredictions(count);
    scorer.score(rows, count, said);
    double largest = 0;
    for (int r = 0; r < count; r++) {
      for (int o = 0; o < expected.size(); o++) {
        Expected output = expected.get(o);
        double difference = output.difference(said, o, r);
        if (!output.agrees(said, o, r) && !isTie(scorer, output, said, o, r)) {
          return new Parity.Different(r, output.text(said, o, r), output.text(r));
        }
        largest = Math.max(largest, difference);
      }
    }
    return new Parity.Equal(count, largest);
  }

  private List<Expected> inOrder(List<Output> declared) {
    List<Expected> found = new ArrayList<>();
    for (Output output : declared) {
      Optional<Expected> expected =
          outputs.stream().filter(one -> one.name().equals(output.name())).findFirst();
      found.add(
          expected
              .orElseThrow(() ->
                  new ModelFormatException(
                      "golden rows, outputs",
                      outputs.stream().map(Expected::name).toList(),
                      "each output of the plan, also " + output.name()))
              .matching(output));
    }
    return found;
  }

  /** Whether the label that is expected is as good as the one that is said. */
  private boolean isTie(Scorer scorer, Expected expected, Predictions said, int output, int row) {
    int other = expected.label(row);
    if (!said.scored(row) || other < 0) {
      return false;
    }
    double[] values = Arrays.copyOfRange(rows, row * columns.size(), (row + 1) * columns.size());
    int winner = (int) said.value(output, 0, row);
    return scorer.gap(values, output, winner, other) <= Expected.TOLERANCE;
  }
}
