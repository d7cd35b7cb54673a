package dev.ionosphere.workflows.machine.node;

import dev.ionosphere.workflows.approval.Verdict;

/** What the sender of a command is told. */
public sealed interface Reply {

  /** There is nothing to tell. */
  record None() implements Reply {}

  /**
   * @param done whether it was done, now or before
   */
  record Receipt(boolean done, String message) implements Reply {}

  record Decision(Verdict verdict) implements Reply {}
}
