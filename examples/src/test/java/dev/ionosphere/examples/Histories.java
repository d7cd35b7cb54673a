package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.ion.StateCodec;
import dev.ionosphere.workflows.machine.state.StoredIon;
import dev.ionosphere.workflows.registration.WorkflowTypes;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Temporal keeps of every workflow of an installation. */
final class Histories implements AutoCloseable {

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final Worker worker;

  Histories(LocalIon ion) {
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + ion.port("temporal"))
                .build());
    client = WorkflowClient.newInstance(stubs);
    // Never started: it only replays. A thread that waits for a busy processor is not stuck.
    worker =
        WorkerFactory.newInstance(client)
            .newWorker(
                "replay",
                WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(60_000).build());
    worker.registerWorkflowImplementationTypes(WorkflowTypes.all());
  }

  /**
   * Replays everything on the code of this test; answers how many histories there are, by type of
   * workflow.
   */
  Map<String, Integer> replay() throws Exception {
    Map<String, Integer> replayed = new TreeMap<>();
    for (WorkflowExecution execution : executions()) {
      WorkflowExecutionHistory history = history(execution);
      assertNoTaskFailed(execution, history);
      worker.replayWorkflowExecution(history);
      replayed.merge(started(history).getWorkflowType().getName(), 1, Integer::sum);
    }
    return replayed;
  }

  /** By which rules an ION's runs went, from the first on. */
  List<Integer> rules(String ion) {
    List<Integer> rules = new ArrayList<>();
    String run = firstRun("ion:" + ion);
    while (!run.isEmpty()) {
      WorkflowExecutionHistory history =
          history(WorkflowExecution.newBuilder().setWorkflowId("ion:" + ion).setRunId(run).build());
      rules.add(rules(history));
      HistoryEvent last = history.getEvents().getLast();
      run = last.getWorkflowExecutionContinuedAsNewEventAttributes().getNewExecutionRunId();
    }
    return rules;
  }

  private static int rules(WorkflowExecutionHistory history) {
    Payload argument = started(history).getInput().getPayloads(0);
    StoredIon stored =
        DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
            argument, StoredIon.class, StoredIon.class);
    return StateCodec.decode(stored).rules();
  }

  private String firstRun(String workflow) {
    return started(client.fetchHistory(workflow)).getFirstExecutionRunId();
  }

  private List<WorkflowExecution> executions() {
    return client.listExecutions("").map(found -> found.getExecution()).toList();
  }

  private WorkflowExecutionHistory history(WorkflowExecution execution) {
    return client.fetchHistory(execution.getWorkflowId(), execution.getRunId());
  }

  private static WorkflowExecutionStartedEventAttributes started(WorkflowExecutionHistory history) {
    return history.getEvents().getFirst().getWorkflowExecutionStartedEventAttributes();
  }

  /** A task that failed was tried again until it went well: nobody else would notice. */
  private static void assertNoTaskFailed(
      WorkflowExecution execution, WorkflowExecutionHistory history) {
    assertThat(history.getEvents())
        .as("%s", execution)
        .filteredOn(HistoryEvent::hasWorkflowTaskFailedEventAttributes)
        .extracting(event -> event.getWorkflowTaskFailedEventAttributes().getCause())
        .doesNotContain(
            WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR,
            WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE);
  }

  @Override
  public void close() {
    stubs.shutdownNow();
  }
}
