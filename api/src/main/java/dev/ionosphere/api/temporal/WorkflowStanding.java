package dev.ionosphere.api.temporal;

/**
 * Where a workflow stands.
 *
 * @param run id of its newest run, empty if Temporal knows none
 * @param how it ended, such as {@code terminated}; of one that runs, {@code running}
 */
public record WorkflowStanding(boolean running, String run, String how) {

  public static final WorkflowStanding UNKNOWN =
      new WorkflowStanding(false, "", "unknown to Temporal");

  public boolean isKnown() {
    return !run.isEmpty();
  }
}
