package dev.ionosphere.workflows.ion;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;

/** When a run of the workflow hands over to the next one. */
final class Continuation {

  /** Histories stay short enough to be read by people and replayed at once. */
  private static final long EVENTS = 2_000;

  /** Past this even a running training does not keep the run: it is taken up again by its id. */
  private static final long TOO_MANY_EVENTS = 20_000;

  private static final Duration DAILY = Duration.ofHours(24);

  static boolean due(Hands hands) {
    WorkflowInfo info = Workflow.getInfo();
    long events = info.getHistoryLength();
    if (events > TOO_MANY_EVENTS) {
      return true;
    }
    long age = Workflow.currentTimeMillis() - info.getRunStartedTimestampMillis();
    return hands.idle()
        && (info.isContinueAsNewSuggested() || events > EVENTS || age > DAILY.toMillis());
  }

  private Continuation() {}
}
