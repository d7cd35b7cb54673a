package dev.ionosphere.pipelines.input;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns somebody wants to learn from.
 *
 * @param features these; empty: all that can be learned from
 * @param exclude never these
 * @param label the column that is to be told from the others; never a feature
 */
public record ColumnWish(List<String> features, Set<String> exclude, Optional<String> label) {

  public ColumnWish {
    features = List.copyOf(features);
    exclude = Set.copyOf(exclude);
  }

  public ColumnWish(List<String> features, Set<String> exclude) {
    this(features, exclude, Optional.empty());
  }
}
