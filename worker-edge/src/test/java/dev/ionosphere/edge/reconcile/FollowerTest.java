package dev.ionosphere.edge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.loop.LoopContext;
import dev.ionosphere.edge.order.OrderBook;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingOrders;
import dev.ionosphere.edge.trace.Tracing;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.signature.Ed25519Signer;
import dev.ionosphere.workflows.device.DeviceOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");

  @TempDir Path directory;
  private TestingHub hub;
  private NodeStatuses statuses;
  private Reconciler reconciler;
  private Follower follower;

  @BeforeEach
  void start() throws IOException {
    hub = new TestingHub("");
    Files.createDirectories(directory.resolve("source"));
    Files.writeString(directory.resolve("source/d1.csv"), "heat,shake\n1,1\n");
    restart();
  }

  @AfterEach
  void stop() throws InterruptedException {
    stopLoops();
    hub.close();
  }

  @Test
  void runsWhatItIsOrderedAndNothingElse() throws Exception {
    TestingModel model = publish("a");
    active(follow(hub.orders.next("d1", 1, model.reference())));
    assertThat(reconciler.loops()).containsOnlyKeys(KEY);

    ApplyOutcome ended = follow(hub.orders.nothing("d1"));
    assertThat(ended.status()).isEqualTo(ApplyOutcome.Status.REFUSED);
    assertThat(ended.reason()).contains("has no node pump.detect");
    assertThat(reconciler.loops()).isEmpty();
    assertThat(statuses.all()).isEmpty();

    stopLoops();
    restart();
    assertThat(reconciler.loops()).as("also after a restart").isEmpty();
  }

  @Test
  void goesOnAfterARestartWithWhatItHolds() throws Exception {
    active(follow(hub.orders.next("d1", 1, publish("a").reference())));
    stopLoops();
    hub.cutOff();
    restart();
    assertThat(reconciler.loops()).containsOnlyKeys(KEY);
  }

  @Test
  void whatNobodySignedIsRefusedAndTheNextGoodOrderFollowed() throws Exception {
    TestingModel model = publish("a");
    DesiredState unsigned =
        new DesiredState(
            "d1", "pump", "detect", 9, model.reference(), Duration.ofMillis(9), "f", 1, null);
    refused(follower.unsigned(unsigned), "order refused (unsigned)");
    DeviceOrder forged = new TestingOrders(Ed25519Signer.create()).next("d1", 9, model.reference());
    hub.orders.next("d1", 1, model.reference());
    refused(follow(forged), "order refused (unsigned)", "0 good signatures");
    DeviceOrder garbage = new DeviceOrder("d1", "pump", "detect", 9, "{}", null);
    refused(follow(garbage), "order refused (malformed)");
    DeviceOrder others = new DeviceOrder("d1", "../..", "..", 9, "", null);
    refused(follow(others), "order refused (malformed)");
    active(follow(hub.orders.next("d1", 2, model.reference())));
  }

  @Test
  void anOrderThatCameTooLateIsReplacedByWhatTheHubSaysNow() throws Exception {
    TestingModel model = publish("a");
    DeviceOrder late = hub.orders.next("d1", 1, model.reference());
    DeviceOrder newer = hub.orders.next("d1", 1, model.reference());
    active(follow(newer));
    // The same generation, under the version before: another ION's order was faster.
    active(follow(late));
  }

  @Test
  void anOrderForAnOlderGenerationIsRefused() throws Exception {
    TestingModel a = publish("a");
    TestingModel b = publish("b");
    DeviceOrder late = hub.orders.next("d1", 1, a.reference());
    active(follow(hub.orders.next("d1", 2, b.reference())));
    ApplyOutcome outcome = follow(late);
    refused(outcome, "order refused (older)");
    assertThat(outcome.generation()).isEqualTo(2);
    assertThat(reconciler.loops().get(KEY).state().model()).isEqualTo(b.reference());
  }

  private ApplyOutcome follow(DeviceOrder order) throws IOException {
    return follower.follow(order, () -> {});
  }

  private static void active(ApplyOutcome outcome) {
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.status()).isEqualTo(ApplyOutcome.Status.ACTIVE);
  }

  private static void refused(ApplyOutcome outcome, String... reasons) {
    assertThat(outcome.status()).isEqualTo(ApplyOutcome.Status.REFUSED);
    assertThat(outcome.reason()).contains(reasons);
  }

  private TestingModel publish(String name) {
    TestingModel model = TestingModel.signedBy(hub.signer, name);
    hub.publish(model);
    return model;
  }

  private void restart() throws IOException {
    TestingLink link = TestingLink.to(hub, directory, "d1", Clock.systemUTC());
    Spool spool = Spool.open(directory.resolve("spool"), 1 << 20);
    Incidents incidents = new Incidents(spool, Clock.systemUTC());
    Map<String, String> keys = Map.of(hub.signer.keyId(), hub.signer.publicKey());
    LoopContext context =
        new LoopContext(
            "d1",
            directory.resolve("source"),
            spool,
            incidents,
            link.link(),
            Duration.ofSeconds(1),
            Clock.systemUTC());
    statuses = new NodeStatuses();
    Tracing tracing = Tracing.to(Optional.empty(), "d1");
    reconciler = Reconciler.of(context, directory, link.hub(), keys, statuses, tracing);
    String root = new String(hub.orders.root().json(), StandardCharsets.UTF_8);
    OrderBook book =
        OrderBook.open(
            new StateDirectory(Disk.local(), directory.resolve("orders")),
            new Enrolment("d1", 1, keys, root, "", "default"),
            link.hub());
    follower = new Follower("d1", book, reconciler, incidents);
    follower.resume();
  }

  private void stopLoops() throws InterruptedException {
    for (InferenceLoop loop : List.copyOf(reconciler.loops().values())) {
      loop.stop();
    }
  }
}
