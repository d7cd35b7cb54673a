package dev.ionosphere.pipelines.classification;

import dev.ionosphere.pipelines.component.Arguments;
import dev.ionosphere.pipelines.input.ColumnWish;
import dev.ionosphere.pipelines.input.Holdout;
import java.util.List;
import java.util.stream.Stream;

/**
 * The arguments that all components with labels have.
 *
 * @param anomalous labels of rows that are anomalies; none: no row is
 */
public record ClassifierArguments(ColumnWish columns, Holdout holdout, List<String> anomalous) {

  /** Share of the rows that a model is measured by. */
  private static final double HOLDOUT = 0.2;

  public ClassifierArguments {
    anomalous = List.copyOf(anomalous);
  }

  /**
   * Reads them, and takes the component's own and no others.
   *
   * @param own names of the component's own
   */
  public static ClassifierArguments of(Arguments arguments, String... own) {
    arguments.only(
        Stream.concat(Stream.of("label", "anomalous", "holdout", "seed"), Stream.of(own))
            .toArray(String[]::new));
    return new ClassifierArguments(
        arguments.columnsAndLabel("label"),
        new Holdout(arguments.number("holdout", 0, 0.5, HOLDOUT), arguments.seed()),
        arguments.labels("anomalous"));
  }
}
