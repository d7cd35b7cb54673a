package dev.ionosphere.pipelines.input;

import dev.ionosphere.pipelines.plan.Unseen;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns somebody wants to learn from.
 *
 * @param features these; empty: all that can be learned from
 * @param exclude never these
 * @param categories these besides, whose values are names
 * @param unseen what becomes of rows with a name that is not in the input
 * @param label the column that is to be told from the others; never a feature
 */
public record ColumnWish(
    List<String> features,
    Set<String> exclude,
    List<String> categories,
    Unseen unseen,
    Optional<String> label) {

  public ColumnWish {
    features = List.copyOf(features);
    exclude = Set.copyOf(exclude);
    categories = List.copyOf(categories);
  }

  public ColumnWish(List<String> features, Set<String> exclude) {
    this(features, exclude, List.of(), Unseen.other, Optional.empty());
  }
}
