package dev.ionosphere.workflows.machine.work;

/** How work ended. */
public sealed interface WorkEnd {

  /**
   * @param output of the class that the runner gives
   */
  record Done(Object output) implements WorkEnd {}

  /** The program, or what it was given, is to blame. */
  record Failed(String reason) implements WorkEnd {}

  /** Somebody stopped it in Temporal. */
  record Cancelled(String reason) implements WorkEnd {}

  /** Its workflow is gone without a word. */
  record Lost(String reason) implements WorkEnd {}
}
