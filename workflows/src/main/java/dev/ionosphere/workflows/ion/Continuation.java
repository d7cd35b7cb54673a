package dev.ionosphere.workflows.ion;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;

/**
 * When a run of the workflow hands over to the next one. Nothing that goes on keeps it.
 *
 * @param events of a history that is as long as it should be
 * @param age of a run that is as old as it should be
 * @param most events of a history to which looks and timers alone may add; nothing need come
 */
record Continuation(long events, Duration age, long most) {

  /** Histories stay short enough to be read by people and replayed at once. */
  static final Continuation DAILY = new Continuation(2_000, Duration.ofHours(24), 4_000);

  boolean due() {
    WorkflowInfo info = Workflow.getInfo();
    long now = Workflow.currentTimeMillis() - info.getRunStartedTimestampMillis();
    return info.isContinueAsNewSuggested()
        || info.getHistoryLength() > events
        || now > age.toMillis();
  }

  /** Whether it should hand over although nothing has come. */
  boolean isLong() {
    return Workflow.getInfo().getHistoryLength() > most;
  }
}
