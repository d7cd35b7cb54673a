package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.machine.graph.IonGraph;

/** Reads documents. */
public interface Documents {

  /** A document that was accepted before; it can always be read. */
  IonGraph stored(String text);

  /**
   * A document that is new.
   *
   * @throws IllegalArgumentException if it is no valid ION; the message says why
   */
  IonGraph proposed(String text);
}
