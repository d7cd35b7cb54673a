package dev.ionosphere.pipelines.logistic;

import dev.ionosphere.pipelines.classification.ClassifierArguments;
import dev.ionosphere.pipelines.component.Arguments;

/**
 * Arguments of component {@code logistic-regression}, checked.
 *
 * @param regularisation how much large weights cost
 * @param elasticNet 0: by their squares; 1: by their size, which makes many of them 0
 */
record LogisticArguments(
    ClassifierArguments classifier, double regularisation, double elasticNet, int maxIterations) {

  /** A little: of labels that can be told apart without fault the weights would grow for ever. */
  private static final double REGULARISATION = 0.01;

  static LogisticArguments of(Arguments arguments) {
    return new LogisticArguments(
        ClassifierArguments.of(arguments, "regularisation", "elasticNet", "maxIterations"),
        arguments.number("regularisation", 0, 1_000_000, REGULARISATION),
        arguments.number("elasticNet", 0, 1, 0),
        arguments.whole("maxIterations", 1, 10_000, 100));
  }
}
