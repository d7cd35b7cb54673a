package dev.ionosphere.pipelines.forest;

import dev.ionosphere.pipelines.classification.ClassifierArguments;
import dev.ionosphere.pipelines.component.Arguments;

/**
 * Arguments of component {@code random-forest}, checked.
 *
 * @param depth splits from the root to a leaf, at most
 * @param scoresMissing whether a row that lacks a value is scored: the value goes right at each
 *     split, though nothing was learned of it
 */
record ForestArguments(
    ClassifierArguments classifier,
    int trees,
    int depth,
    int minRowsPerLeaf,
    boolean scoresMissing) {

  /** The most that Spark takes. */
  private static final int DEEPEST = 30;

  static ForestArguments of(Arguments arguments) {
    return new ForestArguments(
        ClassifierArguments.of(arguments, "trees", "depth", "minRowsPerLeaf", "missing"),
        arguments.whole("trees", 1, 1_000, 50),
        arguments.whole("depth", 1, DEEPEST, 5),
        arguments.whole("minRowsPerLeaf", 1, 1_000_000, 1),
        arguments.word("missing", "unscored", "right").equals("right"));
  }
}
