package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.Verdict;

/** What whoever sent an event is told. */
public sealed interface Reply {

  /** Nobody waits. */
  record None() implements Reply {}

  record Receipt(CommandReceipt receipt) implements Reply {}

  record Decision(Verdict verdict) implements Reply {}
}
