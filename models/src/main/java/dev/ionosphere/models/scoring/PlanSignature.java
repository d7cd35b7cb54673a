package dev.ionosphere.models.scoring;

import dev.ionosphere.data.row.Schema;
import java.util.List;

/**
 * What a model needs of a row and what it says of it, without how.
 *
 * @param inputs columns that it needs; of one that is nullable it does without some values
 * @param outputs what it says; empty of a package up to 0.3.0, which does not tell
 */
public record PlanSignature(PlanInputs inputs, List<Said> outputs) {

  public PlanSignature {
    outputs = List.copyOf(outputs);
  }

  /** Of numbers. */
  public PlanSignature(Schema inputs, List<Said> outputs) {
    this(PlanInputs.of(inputs), outputs);
  }

  /** Of a package up to 0.3.0, which tells the names of its columns. */
  public static PlanSignature ofNumbers(List<String> columns) {
    return new PlanSignature(ScoringPlan.numbers(columns), List.of());
  }

  /** Names of the columns. */
  public List<String> features() {
    return inputs.names();
  }

  /**
   * An output.
   *
   * @param labels that it may say, in order; empty of a value
   */
  public record Said(String name, Output.Kind kind, List<String> labels) {

    public Said {
      labels = List.copyOf(labels);
    }
  }
}
