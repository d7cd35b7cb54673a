package dev.ionosphere.workflows.ion;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;

/** When a run of the workflow hands over to the next one. Nothing that goes on keeps it. */
final class Continuation {

  /** Histories stay short enough to be read by people and replayed at once. */
  private static final long EVENTS = 2_000;

  private static final Duration DAILY = Duration.ofHours(24);

  static boolean due() {
    WorkflowInfo info = Workflow.getInfo();
    long age = Workflow.currentTimeMillis() - info.getRunStartedTimestampMillis();
    return info.isContinueAsNewSuggested()
        || info.getHistoryLength() > EVENTS
        || age > DAILY.toMillis();
  }

  private Continuation() {}
}
