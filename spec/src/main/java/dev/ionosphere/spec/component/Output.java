package dev.ionosphere.spec.component;

import java.util.List;
import java.util.Optional;

/**
 * Something that a component writes.
 *
 * @param required whether a run without it has failed
 * @param file of a model: the file in its folder that holds the model; absent: the only one that
 *     looks like one
 * @param features of a model that does not know the names of its columns: these, in its order
 * @param sample of a model: the input whose rows it is proven with; absent: the only one
 * @param label of a model: the column of the sample that it learned to tell
 */
public record Output(
    String name,
    Kind kind,
    boolean required,
    Optional<String> file,
    List<String> features,
    Optional<String> sample,
    Optional<String> label) {
  public Output {
    features = List.copyOf(features);
  }

  /** What it is. */
  public enum Kind {
    MODEL,
    DATASET,
    STATISTICS,
    FILE
  }
}
