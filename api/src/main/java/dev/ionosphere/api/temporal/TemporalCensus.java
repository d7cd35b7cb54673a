package dev.ionosphere.api.temporal;

import com.google.protobuf.ByteString;
import dev.ionosphere.api.HubConfiguration;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.RequestCancelWorkflowExecutionRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

@Singleton
final class TemporalCensus implements Census {

  private static final String ION = "ion:";
  private static final int PAGE = 1_000;

  // Nobody waits for the list; a person waits for the others.
  private static final Duration LIST = Duration.ofSeconds(10);
  private static final Duration ASK = Duration.ofSeconds(5);

  private final WorkflowServiceStubs stubs;
  private final String namespace;

  TemporalCensus(WorkflowServiceStubs stubs, HubConfiguration configuration) {
    this.stubs = stubs;
    namespace = configuration.temporalNamespace();
  }

  @Override
  public Set<String> running() {
    Set<String> ions = new HashSet<>();
    ByteString next = ByteString.EMPTY;
    do {
      // Visibility pages: one call for a thousand.
      ListWorkflowExecutionsResponse found =
          list("WorkflowType = 'Ion' AND ExecutionStatus = 'Running'", next, PAGE);
      found.getExecutionsList().stream()
          .map(execution -> execution.getExecution().getWorkflowId())
          .filter(id -> id.startsWith(ION))
          .forEach(id -> ions.add(id.substring(ION.length())));
      next = found.getNextPageToken();
    } while (!next.isEmpty());
    return ions;
  }

  private ListWorkflowExecutionsResponse list(String query, ByteString next, int size) {
    return TemporalProblems.call(
        "list of workflows",
        LIST,
        () ->
            stubs
                .blockingStub()
                .listWorkflowExecutions(
                    ListWorkflowExecutionsRequest.newBuilder()
                        .setNamespace(namespace)
                        .setQuery(query)
                        .setPageSize(size)
                        .setNextPageToken(next)
                        .build()));
  }

  @Override
  public WorkflowStanding standing(String workflow) {
    return TemporalProblems.call(
        "standing of " + workflow,
        ASK,
        () -> {
          try {
            return standing(
                stubs
                    .blockingStub()
                    .describeWorkflowExecution(
                        DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(namespace)
                            .setExecution(execution(workflow))
                            .build())
                    .getWorkflowExecutionInfo());
          } catch (StatusRuntimeException e) {
            return unless(e, WorkflowStanding.UNKNOWN);
          }
        });
  }

  private static WorkflowStanding standing(WorkflowExecutionInfo info) {
    WorkflowExecutionStatus status = info.getStatus();
    boolean running =
        switch (status) {
          case WORKFLOW_EXECUTION_STATUS_RUNNING,
              WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
              WORKFLOW_EXECUTION_STATUS_PAUSED ->
              true;
          case WORKFLOW_EXECUTION_STATUS_COMPLETED,
              WORKFLOW_EXECUTION_STATUS_CANCELED,
              WORKFLOW_EXECUTION_STATUS_FAILED,
              WORKFLOW_EXECUTION_STATUS_TERMINATED,
              WORKFLOW_EXECUTION_STATUS_TIMED_OUT,
              WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
              UNRECOGNIZED ->
              false;
        };
    return new WorkflowStanding(
        running, info.getExecution().getRunId(), running ? "running" : words(status));
  }

  /** Such as {@code timed out}. */
  private static String words(WorkflowExecutionStatus status) {
    return status
        .name()
        .replace("WORKFLOW_EXECUTION_STATUS_", "")
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ');
  }

  /** The answer, if Temporal knows no such workflow. */
  private static <T> T unless(StatusRuntimeException failure, T answer) {
    if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
      return answer;
    }
    throw failure;
  }

  private static WorkflowExecution execution(String workflow) {
    return WorkflowExecution.newBuilder().setWorkflowId(workflow).build();
  }

  @Override
  public List<Work> work(String ion, int most) {
    List<Work> all = new ArrayList<>();
    ByteString next = ByteString.EMPTY;
    do {
      ListWorkflowExecutionsResponse found =
          list(
              "IonName = '%s' AND WorkflowType IN ('Work', 'Rollout')".formatted(ion),
              next,
              Math.min(PAGE, most - all.size()));
      found
          .getExecutionsList()
          .forEach(execution ->
              all.add(
                  new Work(
                      execution.getExecution().getWorkflowId(),
                      execution.getStatus()
                          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)));
      next = found.getNextPageToken();
    } while (!next.isEmpty() && all.size() < most);
    return all;
  }

  @Override
  public void cancel(String workflow) {
    boolean unused =
        TemporalProblems.call(
            "end of " + workflow,
            ASK,
            () -> {
              try {
                stubs
                    .blockingStub()
                    .requestCancelWorkflowExecution(
                        RequestCancelWorkflowExecutionRequest.newBuilder()
                            .setNamespace(namespace)
                            .setWorkflowExecution(execution(workflow))
                            .setIdentity("hub")
                            .build());
                return true;
              } catch (StatusRuntimeException e) {
                return unless(e, false);
              }
            });
  }
}
