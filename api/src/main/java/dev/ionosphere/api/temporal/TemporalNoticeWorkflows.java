package dev.ionosphere.api.temporal;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.notice.NoticeCall;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

@Singleton
final class TemporalNoticeWorkflows implements NoticeWorkflows {

  private static final Duration SEND = Duration.ofSeconds(8);

  private final WorkflowClient client;

  TemporalNoticeWorkflows(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public void start(NoticeOrder order) {
    String delivery = order.notice().delivery();
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(delivery)
            .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
            // One that ended is not sent again by a hub that was killed before it wrote so.
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
            // Nobody may be at work for a day; the activity's own limit counts from its start.
            .setWorkflowExecutionTimeout(NoticeCall.LONGEST.multipliedBy(2))
            .setStaticSummary(NoticeCall.summary(order.notice()))
            .build();
    try {
      TemporalProblems.run(
          "sending " + delivery,
          SEND,
          () -> client.newUntypedWorkflowStub("Notice", options).start(order));
    } catch (WorkflowExecutionAlreadyStarted e) {
      // By this hub, before it was killed.
    }
  }

  @Override
  public Standing look(String delivery) {
    WorkflowStub stub = client.newUntypedWorkflowStub(delivery);
    try {
      DescribeWorkflowExecutionResponse seen =
          TemporalProblems.call(
              "state of " + delivery, SEND, () -> stub.describe().getRawDescription());
      WorkflowExecutionStatus status = seen.getWorkflowExecutionInfo().getStatus();
      return switch (status) {
        case WORKFLOW_EXECUTION_STATUS_RUNNING,
            WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
            WORKFLOW_EXECUTION_STATUS_PAUSED ->
            new Standing.Running(trouble(seen));
        case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
            new Standing.Ended(
                TemporalProblems.call(
                    "result of " + delivery, SEND, () -> stub.getResult(NoticeReceipt.class)));
        case WORKFLOW_EXECUTION_STATUS_FAILED,
            WORKFLOW_EXECUTION_STATUS_CANCELED,
            WORKFLOW_EXECUTION_STATUS_TERMINATED,
            WORKFLOW_EXECUTION_STATUS_TIMED_OUT,
            WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
            UNRECOGNIZED ->
            new Standing.Ended(NoticeReceipt.givenUp("it ended in Temporal without a result"));
      };
    } catch (WorkflowNotFoundException e) {
      return new Standing.Unknown();
    }
  }

  @Override
  public Standing await(String delivery, Duration patience) {
    WorkflowStub stub = client.newUntypedWorkflowStub(delivery);
    Optional<NoticeReceipt> receipt =
        TemporalProblems.call(
            "result of " + delivery, patience.plus(SEND), () -> result(stub, patience));
    return receipt.<Standing>map(Standing.Ended::new).orElseGet(() -> look(delivery));
  }

  /** Nothing if it takes longer, or ended without a result. */
  private static Optional<NoticeReceipt> result(WorkflowStub stub, Duration patience) {
    try {
      return Optional.of(
          stub.getResult(patience.toMillis(), TimeUnit.MILLISECONDS, NoticeReceipt.class));
    } catch (TimeoutException | WorkflowFailedException notThere) {
      return Optional.empty();
    }
  }

  private static String trouble(DescribeWorkflowExecutionResponse seen) {
    return seen.getPendingActivitiesList().stream()
        .filter(PendingActivityInfo::hasLastFailure)
        .map(activity ->
            "attempt %d: %s"
                .formatted(activity.getAttempt(), activity.getLastFailure().getMessage()))
        .findFirst()
        .orElse("");
  }
}
