package dev.ionosphere.pipelines.input;

import java.util.List;
import java.util.Set;

/**
 * Which columns somebody wants to learn from.
 *
 * @param features these; empty: all that can be learned from
 * @param exclude never these
 */
public record ColumnWish(List<String> features, Set<String> exclude) {

  public ColumnWish {
    features = List.copyOf(features);
    exclude = Set.copyOf(exclude);
  }
}
