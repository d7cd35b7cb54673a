package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.TestingHub;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.StoredIon;
import dev.ionosphere.workflows.registration.WorkflowTypes;
import dev.ionosphere.workflows.timeline.Actor;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The whole house in memory: Temporal's test server with skipped time, a cloud and devices. */
public final class TestingHouse implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  public final TestWorkflowEnvironment temporal;
  public final TestingCloud cloud;
  public final TestingDevices devices = new TestingDevices();
  public final TestingHub hub = new TestingHub();

  /**
   * Unlike the environment's own, it skips no time while it waits: the server would jump as far as
   * to timeouts of activities that have long ended, days ahead, whenever nothing is due at once.
   */
  private final WorkflowClient client;

  private final List<WorkerFactory> late = new ArrayList<>();
  private int commands;

  public TestingHouse(int devices) {
    this(devices, devices);
  }

  /**
   * @param online how many of the devices poll
   */
  public TestingHouse(int devices, int online) {
    this(devices, online, Continuation.DAILY);
  }

  TestingHouse(int devices, int online, Continuation continuation) {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .registerSearchAttribute(
                    WorkflowNames.ION_NAME, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    WorkflowNames.ION_STATUS, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(
                    WorkflowNames.ION_PENDING_APPROVALS, IndexedValueType.INDEXED_VALUE_TYPE_INT)
                .build());
    client = WorkflowClient.newInstance(temporal.getWorkflowServiceStubs());
    cloud = new TestingCloud(devices);
    cloud.temporal(client);
    Worker worker = temporal.newWorker(WorkflowNames.CLOUD_QUEUE);
    worker.registerWorkflowImplementationTypes(
        Stream.of(WorkflowTypes.all())
            .filter(type -> type != IonShell.class)
            .toArray(Class<?>[]::new));
    worker.registerWorkflowImplementationFactory(
        IonWorkflow.class,
        arguments -> new IonShell(arguments.get(0, StoredIon.class), continuation),
        WorkflowImplementationOptions.getDefaultInstance());
    worker.registerActivitiesImplementations(cloud);
    for (String device : cloud.devices().subList(0, online)) {
      temporal
          .newWorker(WorkflowNames.deviceQueue(device))
          .registerActivitiesImplementations(this.devices);
    }
    temporal.start();
  }

  /** A device that was away comes back. */
  public void connect(String device) {
    WorkerFactory factory = WorkerFactory.newInstance(temporal.getWorkflowClient());
    factory
        .newWorker(WorkflowNames.deviceQueue(device))
        .registerActivitiesImplementations(this.devices);
    factory.start();
    late.add(factory);
  }

  public IonWorkflow launch(String document) {
    return launch(
        IonState.launch(
            "turbofan", document, 1, Actor.person("scientist"), List.of(hub.key()), null));
  }

  IonWorkflow launch(IonState state) {
    return launch(IonLaunch.options(state), StateCodec.encode(state));
  }

  /** As a state that only another program can read. */
  IonWorkflow launch(StoredIon stored) {
    IonState any = IonState.launch("turbofan", "{}", 1, Actor.SYSTEM, List.of(hub.key()), null);
    return launch(IonLaunch.options(any), stored);
  }

  private IonWorkflow launch(WorkflowOptions given, StoredIon stored) {
    WorkflowOptions options =
        given.toBuilder()
            // The test server repeats a task that came too late only when its time is over.
            .setWorkflowTaskTimeout(Duration.ofSeconds(2))
            .build();
    IonWorkflow ion = client.newWorkflowStub(IonWorkflow.class, options);
    WorkflowClient.start(ion::live, stored);
    return ion();
  }

  public IonWorkflow ion() {
    return client.newWorkflowStub(IonWorkflow.class, WorkflowNames.ion("turbofan"));
  }

  public Instant now() {
    return Instant.ofEpochMilli(temporal.currentTimeMillis());
  }

  public String nextId() {
    commands++;
    return "command-" + commands;
  }

  /** The hub's ticket for a command of the operator, which binds to the subject. */
  public String ticket(String act, String subject) {
    return hub.sign(
        hub.ticket("turbofan", subject, act, "operator", now().plus(Duration.ofHours(1))));
  }

  /** Waits in real time for something that other threads do. */
  public static void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("Waited too long for " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  public WorkflowExecutionHistory history(String workflow) {
    return client.fetchHistory(workflow);
  }

  /**
   * @param run empty: the newest
   */
  WorkflowExecutionHistory history(String workflow, String run) {
    return client.fetchHistory(workflow, run);
  }

  /** The ION's present run. */
  String run() {
    return stub("ion:turbofan").describe().getExecution().getRunId();
  }

  public WorkflowStub stub(String workflow) {
    return client.newUntypedWorkflowStub(workflow);
  }

  /** Waits for a child to be there, and then for its end, in steps of a minute. */
  public void ended(String child) {
    await(child, () -> exists(child));
    while (stub(child).describe().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
      temporal.sleep(Duration.ofMinutes(1));
    }
  }

  private boolean exists(String workflow) {
    try {
      stub(workflow).describe();
      return true;
    } catch (WorkflowNotFoundException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    late.forEach(WorkerFactory::shutdownNow);
    temporal.close();
  }
}
