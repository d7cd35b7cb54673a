package dev.ionosphere.workflows.work;

import org.jspecify.annotations.Nullable;

/**
 * Where a workflow stands.
 *
 * @param result JSON that it gave, if it completed
 * @param reason why it gave none, if it closed without
 */
public record WorkStanding(State state, @Nullable Object result, @Nullable String reason) {

  public enum State {
    /** Temporal knows no workflow of the id. */
    UNKNOWN,
    RUNNING,
    COMPLETED,
    /** Somebody cancelled it in Temporal, and it ended by that. */
    CANCELLED,
    /** It was terminated, or failed. */
    GONE
  }
}
