package dev.ionosphere.spec.component;

/**
 * Something that a component reads.
 *
 * @param kind of it
 * @param optional whether a document may leave it out
 */
public record Input(String name, Kind kind, boolean optional) {

  /** What it is. */
  public enum Kind {
    /** Files of rows. */
    DATASET,
    /** The model that the node's candidate would follow. */
    MODEL
  }
}
