package dev.ionosphere.activities.engine;

/** How a job ended. */
public sealed interface Outcome {

  /** All of the output is there: the job said so itself. */
  record Succeeded() implements Outcome {}

  /**
   * The job ended without its completion.
   *
   * @param message the program's last error
   * @param repeatable false if the program refused the job: the same job would be refused again
   */
  record Failed(String message, boolean repeatable) implements Outcome {}

  /**
   * The job is gone without a word of its own: something outside ended it. It can be launched
   * again.
   */
  record Lost(String message) implements Outcome {}

  /** We ended it. */
  record Stopped() implements Outcome {}
}
