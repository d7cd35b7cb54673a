package dev.ionosphere.examples;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The server of an installation, with a worker that knows nothing of IONs. */
final class BareTemporal implements AutoCloseable {

  private static final String QUEUE = "bare";

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final WorkerFactory workers;

  BareTemporal(LocalIon ion) {
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + ion.port("temporal"))
                .build());
    client = WorkflowClient.newInstance(stubs);
    workers = WorkerFactory.newInstance(client);
    Worker worker = workers.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(BareWork.BareChain.class, BareWork.BareDoor.class);
    worker.registerActivitiesImplementations(new BareWork.BareStep());
    workers.start();
  }

  /** From its start to its end, by the server's clock. */
  Duration chain(int steps) {
    BareWork.Chain chain = client.newWorkflowStub(BareWork.Chain.class, options());
    WorkflowExecution execution = WorkflowClient.start(chain::run, steps);
    WorkflowStub.fromTyped(chain).getResult(String.class);
    List<HistoryEvent> events = history(execution.getWorkflowId()).getEvents();
    return between(events.getFirst(), events.getLast());
  }

  /** A workflow that answers updates, already started. */
  BareWork.Door door() {
    BareWork.Door door = client.newWorkflowStub(BareWork.Door.class, options());
    WorkflowClient.start(door::run);
    return door;
  }

  WorkflowStub workflow(String id) {
    return client.newUntypedWorkflowStub(id);
  }

  /** Of its newest run. */
  WorkflowExecutionHistory history(String id) {
    return client.fetchHistory(id);
  }

  /** By the server's clock. */
  static Duration between(HistoryEvent from, HistoryEvent to) {
    return Duration.between(time(from), time(to));
  }

  private static Instant time(HistoryEvent event) {
    return Instant.ofEpochSecond(
        event.getEventTime().getSeconds(), event.getEventTime().getNanos());
  }

  private static WorkflowOptions options() {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(QUEUE)
        .setWorkflowId("bare:" + UUID.randomUUID())
        .build();
  }

  @Override
  public void close() {
    workers.shutdownNow();
    stubs.shutdownNow();
  }
}
