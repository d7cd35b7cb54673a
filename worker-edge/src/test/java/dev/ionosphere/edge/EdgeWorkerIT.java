package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.testing.ApplyWorkflow;
import dev.ionosphere.edge.testing.TestingDevice;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingOrders;
import dev.ionosphere.edge.testing.TestingTemporal;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.signature.Ed25519Signer;
import dev.ionosphere.workflows.device.DeviceOrder;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Device processes against a Temporal server and a hub that can be cut off. */
class EdgeWorkerIT {

  private static final String QUEUE = "testing-cloud";

  @TempDir static Path directory;
  private static TestingTemporal temporal;
  private static TestingHub hub;
  private static WorkflowServiceStubs stubs;
  private static WorkerFactory factory;
  private static WorkflowClient client;

  @BeforeAll
  static void startAround() throws IOException {
    temporal = new TestingTemporal(directory);
    temporal.start();
    hub = new TestingHub(temporal.address());
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(temporal.address()).build());
    until("Temporal answers", () -> reachable(stubs));
    client = WorkflowClient.newInstance(stubs);
    factory = WorkerFactory.newInstance(client);
    factory.newWorker(QUEUE).registerWorkflowImplementationTypes(ApplyWorkflow.Asking.class);
    factory.start();
  }

  @AfterAll
  static void stopAround() throws Exception {
    factory.shutdownNow();
    stubs.shutdownNow();
    hub.close();
    temporal.close();
  }

  @Test
  void countsToTheRowThroughKillAndCutOff() throws Exception {
    try (TestingDevice device = new TestingDevice(directory, "cut", hub.address())) {
      TestingModel model = publish("cut-1");
      device.observe(500);
      device.start();
      assertThat(ask(device, 1, model.reference())).satisfies(EdgeWorkerIT::isActive);
      until("500 rows are scored", () -> device.scored() == 500);

      hub.cutOff();
      device.observe(300);
      until("800 rows are scored while cut off", () -> device.scored() == 800);
      device.observe(200);
      device.kill();
      device.start();
      until("1000 rows are scored after a cold start", () -> device.scored() == 1_000);
      device.observe(111);
      until("1111 rows are scored", () -> device.scored() == 1_111);
      until("buckets wait on disk", () -> device.status().at("/spool/depth").asLong() > 2);

      hub.comeBack();
      until("the hub has every row", () -> rows(model) == device.rows());
      until("the spool is empty", () -> device.status().at("/spool/depth").asLong() == 0);
      List<Bucket> buckets = buckets(model);
      assertThat(buckets.stream().mapToLong(Bucket::rows).sum()).isEqualTo(1_111);
      assertThat(buckets.stream().flatMap(b -> b.examples().stream()).map(Telemetry.Anomaly::row))
          .as("each fifth row")
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, 222).mapToObj(i -> 5 * i + 4).toList());
      assertThat(buckets).anyMatch(Bucket::offline);
      assertThat(buckets).anyMatch(b -> !b.offline());
      assertThat(device.terminate()).isEqualTo(143);
    }
  }

  @Test
  void startsWithoutHubAndTemporalAndTakesWorkWhenTheyAreBack() throws Exception {
    try (TestingDevice device = new TestingDevice(directory, "alone", hub.address())) {
      TestingModel first = publish("alone-1");
      TestingModel second = publish("alone-2");
      device.observe(10);
      device.start();
      assertThat(ask(device, 1, first.reference())).satisfies(EdgeWorkerIT::isActive);
      until("10 rows are scored", () -> device.scored() == 10);
      device.terminate();
      CompletableFuture<ApplyOutcome> waiting = asking(device, 2, second.reference());
      temporal.kill();
      hub.cutOff();
      device.observe(10);
      device.start();
      until("20 rows are scored alone", () -> device.scored() == 20);
      assertThat(device.node().path("generation").asLong()).isEqualTo(1);
      hub.comeBack();
      temporal.start();
      assertThat(waiting.get(90, TimeUnit.SECONDS)).satisfies(EdgeWorkerIT::isActive);
      device.observe(10);
      until("the hub has every row", () -> rows(first) + rows(second) == 30);
    }
  }

  @Test
  void takesWorkAgainAfterTemporalWasKilled() throws Exception {
    try (TestingDevice device = new TestingDevice(directory, "back", hub.address())) {
      TestingModel first = publish("back-1");
      TestingModel second = publish("back-2");
      device.observe(10);
      device.start();
      assertThat(ask(device, 1, first.reference())).satisfies(EdgeWorkerIT::isActive);
      until("the link is up", () -> device.status().path("temporal").asBoolean());
      temporal.kill();
      until("the device sees it", () -> !device.status().path("temporal").asBoolean());
      temporal.start();
      until("Temporal answers", () -> reachable(stubs));
      assertThat(ask(device, 2, second.reference())).satisfies(EdgeWorkerIT::isActive);
    }
  }

  @Test
  void refusesWhatIsNotFitAndGoesOn() throws Exception {
    try (TestingDevice device = new TestingDevice(directory, "strict", hub.address())) {
      TestingModel good = publish("strict-good");
      device.observe(5);
      device.start();
      assertThat(ask(device, 5, good.reference())).satisfies(EdgeWorkerIT::isActive);
      assertThat(ask(device, 5, good.reference())).satisfies(EdgeWorkerIT::isActive);

      TestingModel flipped = publish("strict-flipped");
      String hex = flipped.part(Role.PLAN).digest().hex();
      byte[] plan = flipped.blobs().get(hex).clone();
      plan[plan.length / 2] ^= 1;
      hub.blobs.put(hex, plan);
      assertRefused(ask(device, 6, flipped.reference()), "part plan", "got digest", hex);
      hub.blobs.put(hex, flipped.blobs().get(hex));

      TestingModel golden = TestingModel.withWrongGoldenRows(hub.signer);
      hub.publish(golden);
      assertRefused(ask(device, 6, golden.reference()), "golden row 2", "got", "expected");
      TestingModel columns = TestingModel.withOtherColumns(hub.signer);
      hub.publish(columns);
      assertRefused(ask(device, 6, columns.reference()), "schema", "[pressure]");

      TestingModel foreign = TestingModel.signedBy(ModelSigner.create(), "foreign");
      hub.publish(foreign);
      assertRefused(ask(device, 6, foreign.reference()), "key", hub.signer.keyId());
      ModelRef wrong =
          new ModelRef(
              flipped.reference().digest(),
              good.reference().signature(),
              good.reference().keyId(),
              flipped.reference().bytes());
      assertRefused(ask(device, 6, wrong), "signature", "does not fit");
      DeviceOrder older =
          hub.orders.order(device.name, 1, 9, flipped.reference(), Duration.ofMillis(50));
      assertRefused(send(older).get(60, TimeUnit.SECONDS), "order refused (older)", "got 1.1");
      DeviceOrder forged =
          new TestingOrders(Ed25519Signer.create()).next(device.name, 9, flipped.reference());
      assertRefused(send(forged).get(60, TimeUnit.SECONDS), "order refused (unsigned)");

      device.observe(5);
      until("the old model goes on", () -> rows(good) == 10);
      assertThat(hub.incidents("device.model.refused")).hasSizeGreaterThanOrEqualTo(5);
      assertThat(hub.incidents("device.order.refused")).hasSizeGreaterThanOrEqualTo(2);
      hub.breakAfter = 10;
      assertThat(ask(device, 6, flipped.reference())).satisfies(EdgeWorkerIT::isActive);
    }
  }

  @Test
  void staysSmall() throws Exception {
    try (TestingDevice device = new TestingDevice(directory, "small", hub.address())) {
      TestingModel model = publish("small-1");
      device.observe(50);
      device.start();
      assertThat(ask(device, 1, model.reference())).satisfies(EdgeWorkerIT::isActive);
      until("50 rows are scored", () -> device.scored() == 50);
      // What it shares with other JVMs of the machine is not the device's own: see benchmarks.md.
      long megabytes = device.anonymousKilobytes() / 1_024;
      System.out.println("device, anonymous memory: " + megabytes + " MB");
      assertThat(megabytes).isLessThanOrEqualTo(96);
      assertThat(device.log().lines().filter(l -> l.contains("ERROR")).toList()).isEmpty();
      assertThat(device.log().lines()).allMatch(l -> l.matches("\\d{4}-.* (INFO|WARN) .*"));
    }
  }

  private static TestingModel publish(String name) {
    TestingModel model = TestingModel.signedBy(hub.signer, name);
    hub.publish(model);
    return model;
  }

  private static ApplyOutcome ask(TestingDevice device, long generation, ModelRef model)
      throws Exception {
    return asking(device, generation, model).get(60, TimeUnit.SECONDS);
  }

  private static CompletableFuture<ApplyOutcome> asking(
      TestingDevice device, long generation, ModelRef model) {
    return send(hub.orders.next(device.name, generation, model));
  }

  private static CompletableFuture<ApplyOutcome> send(DeviceOrder order) {
    ApplyWorkflow workflow =
        client.newWorkflowStub(
            ApplyWorkflow.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
    return WorkflowClient.execute(workflow::apply, order);
  }

  private static void isActive(ApplyOutcome outcome) {
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.status()).isEqualTo(ApplyOutcome.Status.ACTIVE);
  }

  private static void assertRefused(ApplyOutcome outcome, String... reasons) {
    assertThat(outcome.status()).isEqualTo(ApplyOutcome.Status.REFUSED);
    assertThat(outcome.reason()).contains(reasons);
    assertThat(outcome.generation()).isEqualTo(5);
  }

  private static List<Bucket> buckets(TestingModel model) {
    return hub.buckets().stream()
        .filter(b -> b.digest().equals(model.reference().digest()))
        .toList();
  }

  private static long rows(TestingModel model) {
    return buckets(model).stream().mapToLong(Bucket::rows).sum();
  }

  private static boolean reachable(WorkflowServiceStubs stubs) {
    try {
      stubs.connect(Duration.ofSeconds(1));
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
