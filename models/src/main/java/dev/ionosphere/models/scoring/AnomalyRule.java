package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.List;

/**
 * When a row is an anomaly: if a number of an output is over a threshold. That number is the row's
 * score.
 *
 * @param output number of the output, not a label
 * @param column of the output's numbers, from 0
 * @param above finite
 */
public record AnomalyRule(int output, int column, double above) {

  public AnomalyRule {
    if (!Double.isFinite(above)) {
      throw new ModelFormatException("anomaly rule, above", above, "a finite number");
    }
  }

  void check(List<Output> outputs) {
    if (output < 0 || output >= outputs.size()) {
      throw new ModelFormatException(
          "anomaly rule, output", output, "0 to " + (outputs.size() - 1));
    }
    Output of = outputs.get(output);
    if (of.kind() == Output.Kind.LABEL || column < 0 || column >= of.width()) {
      throw new ModelFormatException(
          "anomaly rule, column",
          column,
          of.kind() == Output.Kind.LABEL
              ? "a number of an output that is no label"
              : "0 to " + (of.width() - 1));
    }
  }
}
