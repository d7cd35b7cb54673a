package dev.ionosphere.workflows.work;

import org.jspecify.annotations.Nullable;

/**
 * How work ended.
 *
 * @param output JSON of the class that the runner gives, of work that is done
 * @param reason of work that is not
 */
public record WorkOutcome(State state, @Nullable Object output, @Nullable String reason) {

  public enum State {
    DONE,
    FAILED,
    CANCELLED
  }
}
