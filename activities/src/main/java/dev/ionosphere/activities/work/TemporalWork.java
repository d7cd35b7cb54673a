package dev.ionosphere.activities.work;

import dev.ionosphere.workflows.work.WorkActivities;
import dev.ionosphere.workflows.work.WorkStanding;
import dev.ionosphere.workflows.work.WorkStanding.State;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.util.Locale;

/** Asks the Temporal server, which alone knows how work really ended. */
public final class TemporalWork implements WorkActivities {

  private final WorkflowClient client;

  public TemporalWork(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public WorkStanding look(String workflow) {
    WorkflowStub stub = client.newUntypedWorkflowStub(workflow);
    WorkflowExecutionStatus status;
    try {
      status = stub.describe().getStatus();
    } catch (WorkflowNotFoundException unknown) {
      return new WorkStanding(State.UNKNOWN, null, null);
    }
    return switch (status) {
      case WORKFLOW_EXECUTION_STATUS_RUNNING,
          WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
          WORKFLOW_EXECUTION_STATUS_PAUSED ->
          new WorkStanding(State.RUNNING, null, null);
      case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
          new WorkStanding(State.COMPLETED, stub.getResult(Object.class), null);
      case WORKFLOW_EXECUTION_STATUS_CANCELED ->
          new WorkStanding(State.CANCELLED, null, "cancelled in Temporal");
      case WORKFLOW_EXECUTION_STATUS_FAILED,
          WORKFLOW_EXECUTION_STATUS_TERMINATED,
          WORKFLOW_EXECUTION_STATUS_TIMED_OUT,
          WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
          UNRECOGNIZED ->
          new WorkStanding(State.GONE, null, words(status));
    };
  }

  /** Such as {@code terminated}. */
  private static String words(WorkflowExecutionStatus status) {
    return status
        .name()
        .replace("WORKFLOW_EXECUTION_STATUS_", "")
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ');
  }
}
