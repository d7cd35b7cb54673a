package dev.ionosphere.expressions;

/** What an expression says of its inputs. */
public sealed interface Outcome {

  record True() implements Outcome {}

  record False() implements Outcome {}

  /** Neither; a person must say. */
  record Inconclusive(String reason) implements Outcome {}
}
