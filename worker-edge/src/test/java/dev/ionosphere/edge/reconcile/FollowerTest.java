package dev.ionosphere.edge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.testing.TestingAgent;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingOrders;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.device.Telemetry.Outcome;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.signature.Ed25519Signer;
import dev.ionosphere.workflows.device.DeviceOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");

  @TempDir Path directory;
  private TestingHub hub;
  private TestingAgent agent;

  @BeforeEach
  void start() throws IOException {
    hub = new TestingHub("");
    restart();
  }

  @AfterEach
  void stop() throws InterruptedException {
    agent.stop();
    hub.close();
  }

  @Test
  void anotherReleaseOfTheModelThatRunsFetchesNothingElse() throws Exception {
    TestingModel model = TestingModel.signedBy(hub.signer, "a");
    hub.publish(model);
    take(hub.orders.next("d1", 1, model.reference()));
    hub.requests.clear();
    DeviceOrder next = hub.orders.next("d1", 2, model.reference());
    Optional<byte[]> fetched = agent.book.next(Duration.ZERO);
    assertThat(fetched).contains(next.order().getBytes(StandardCharsets.UTF_8));
    agent.intake.take(fetched.orElseThrow());
    agent.follower.followHeld();
    assertThat(agent.outcomes.all()).extracting(Outcome::generation).containsExactly(2L);
    assertThat(hub.requests)
        .filteredOn(request -> !request.contains("/reports"))
        .as("the order, and what time it is")
        .containsExactly("GET /edge/v1/state", "GET /edge/v1/time");
  }

  @Test
  void runsWhatItIsOrderedAndNothingElse() throws Exception {
    TestingModel model = publish("a");
    active(follow(hub.orders.next("d1", 1, model.reference())));
    assertThat(agent.reconciler.loops()).containsOnlyKeys(KEY);

    ApplyOutcome ended = follow(hub.orders.nothing("d1"));
    assertThat(ended.status()).isEqualTo(ApplyOutcome.Status.REFUSED);
    assertThat(ended.reason()).contains("has no node pump.detect");
    assertThat(agent.reconciler.loops()).isEmpty();
    assertThat(agent.statuses.all()).isEmpty();

    agent.stop();
    restart();
    assertThat(agent.reconciler.loops()).as("also after a restart").isEmpty();
  }

  @Test
  void goesOnAfterARestartWithWhatItHolds() throws Exception {
    active(follow(hub.orders.next("d1", 1, publish("a").reference())));
    agent.stop();
    hub.cutOff();
    restart();
    assertThat(agent.reconciler.loops()).containsOnlyKeys(KEY);
  }

  @Test
  void believesTheKeysForModelsOfTheNewestRoot() throws Exception {
    ModelSigner second = ModelSigner.create();
    TestingModel first = publish("a");
    active(follow(hub.orders.next("d1", 1, first.reference())));
    TestingModel early = TestingModel.signedBy(second, "b");
    hub.publish(early);
    refused(follow(hub.orders.next("d1", 2, early.reference())), second.keyId());

    hub.orders.trust(second, false);
    active(follow(hub.orders.next("d1", 3, early.reference())));
    active(follow(hub.orders.next("d1", 4, publish("c").reference())));

    // Off for the revocation of the one and the coming of the next.
    ModelSigner third = ModelSigner.create();
    hub.orders.trust(second, true);
    hub.orders.trust(third, false);
    TestingModel late = TestingModel.signedBy(third, "d");
    hub.publish(late);
    active(follow(hub.orders.next("d1", 5, late.reference())));
    refused(follow(hub.orders.next("d1", 6, publish("e").reference())), hub.signer.keyId());
    active(follow(hub.orders.next("d1", 7, first.signedAgainBy(third))));
  }

  @Test
  void whatRunsGoesOnThoughItsKeyIsRevoked() throws Exception {
    TestingModel model = publish("a");
    active(follow(hub.orders.next("d1", 1, model.reference())));
    ModelSigner second = ModelSigner.create();
    hub.orders.trust(second, true);
    // An order that takes the root, and says the same but for the signature.
    active(follow(hub.orders.next("d1", 1, model.signedAgainBy(second))));
    agent.stop();
    hub.cutOff();
    restart();
    assertThat(agent.reconciler.loops()).containsOnlyKeys(KEY);
    assertThat(agent.statuses.all()).extracting(Telemetry.Actual::status).containsExactly("active");
    assertThat(agent.statuses.all()).extracting(Telemetry.Actual::reason).containsExactly("");
  }

  @Test
  void whatNobodySignedIsRefusedAndTheNextGoodOrderFollowed() throws Exception {
    TestingModel model = publish("a");
    refused(agent.intake.unsigned("pump", "detect"), "order refused (unsigned)");
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
  void saysWhatBecameOfEachOrder() throws Exception {
    TestingModel model = publish("a");
    active(follow(hub.orders.next("d1", 1, model.reference())));
    String digest = model.reference().digest();
    assertThat(agent.outcomes.all())
        .containsExactly(new Outcome("pump", "detect", 1, digest, ApplyOutcome.Status.ACTIVE, ""));

    DeviceOrder forged = new TestingOrders(Ed25519Signer.create()).next("d1", 9, model.reference());
    refused(follow(forged), "order refused");
    assertThat(agent.outcomes.all())
        .as("of what is held")
        .extracting(Outcome::generation)
        .containsOnly(1L);

    agent.stop();
    restart();
    assertThat(agent.outcomes.all()).as("not known yet").isEmpty();
    agent.follower.followHeld();
    assertThat(agent.follower.isComplete()).isTrue();
    assertThat(agent.outcomes.all()).extracting(Outcome::generation).containsExactly(1L);

    TestingModel unsigned = TestingModel.signedBy(ModelSigner.of(Ed25519Signer.create()), "b");
    hub.publish(unsigned);
    DeviceOrder bad = hub.orders.next("d1", 2, unsigned.reference());
    take(bad);
    assertThat(agent.follower.isComplete()).as("refused for good").isTrue();
    long blobs = hub.requests.stream().filter(request -> request.contains("/blobs/")).count();
    agent.follower.followHeld();
    assertThat(hub.requests.stream().filter(request -> request.contains("/blobs/")))
        .as("nothing is fetched again")
        .hasSize((int) blobs);
    assertThat(agent.outcomes.all())
        .singleElement()
        .returns(2L, Outcome::generation)
        .returns(ApplyOutcome.Status.REFUSED, Outcome::status)
        .extracting(Outcome::reason)
        .asString()
        .isNotEmpty();

    take(hub.orders.nothing("d1"));
    assertThat(agent.outcomes.all()).isEmpty();
    assertThat(agent.reconciler.loops()).isEmpty();
  }

  @Test
  void afterFourteenMonthsItScoresWalksThreeRootsAndUpdates() throws Exception {
    active(follow(hub.orders.next("d1", 1, publish("a").reference())));
    agent.stop();
    hub.orders.pass(Duration.ofDays(430));
    hub.orders.rotate(OrderRole.ROOT);
    hub.orders.rotate(OrderRole.DIRECTOR);
    hub.orders.rotate(OrderRole.RELEASE);
    hub.cutOff();
    restart();
    assertThat(agent.reconciler.loops()).as("its order has expired").containsOnlyKeys(KEY);

    hub.comeBack();
    DeviceOrder newer = hub.orders.next("d1", 2, publish("b").reference());
    take(newer);
    assertThat(agent.reconciler.loops().get(KEY).state().generation()).isEqualTo(2);
    assertThat(agent.book.report().orElseThrow().root()).isEqualTo(4);
  }

  @Test
  void anOrderThatIsRefusedIsAnAnswerToWhoWaits() throws Exception {
    TestingModel model = publish("a");
    active(follow(hub.orders.next("d1", 1, model.reference())));
    DeviceOrder forged = new TestingOrders(Ed25519Signer.create()).next("d1", 2, model.reference());
    assertThatThrownBy(() -> take(forged)).isInstanceOf(OrderRefusal.class);
    assertThat(agent.outcomes.all())
        .singleElement()
        .returns(2L, Outcome::generation)
        .returns(ApplyOutcome.Status.REFUSED, Outcome::status)
        .extracting(Outcome::reason)
        .asString()
        .contains("order refused (unsigned)");
    assertThat(agent.reconciler.loops().get(KEY).state().generation()).isEqualTo(1);
    agent.follower.followHeld();
    assertThat(agent.outcomes.all()).extracting(Outcome::generation).containsExactly(1L);
  }

  @Test
  void aRevokedModelEndsAtOnceAndIsNoFallback() throws Exception {
    TestingModel bad = publish("bad");
    active(follow(hub.orders.next("d1", 1, bad.reference())));
    hub.orders.revoked = List.of(new Digest(bad.reference().digest()));
    TestingModel next = publish("next");
    DeviceOrder order = hub.orders.next("d1", 2, next.reference());
    hub.blobStatus = 503;
    take(order);
    assertThat(agent.reconciler.loops()).as("what comes next is not here yet").isEmpty();
    restart();
    assertThat(agent.reconciler.loops()).as("it would have run before").isEmpty();
    hub.blobStatus = 0;
    agent.follower.followHeld();
    assertThat(agent.reconciler.loops().get(KEY).state().model()).isEqualTo(next.reference());
  }

  @Test
  void whatCouldNotBeFetchedIsTriedAgain() throws Exception {
    TestingModel model = TestingModel.signedBy(hub.signer, "late");
    DeviceOrder order = hub.orders.next("d1", 1, model.reference());
    hub.publish(model);
    hub.blobStatus = 503;
    take(order);
    assertThat(agent.follower.isComplete()).isFalse();
    assertThat(agent.statuses.all())
        .singleElement()
        .returns("told", Telemetry.Actual::status)
        .extracting(Telemetry.Actual::reason)
        .asString()
        .startsWith("waits: ")
        .contains("503");
    assertThat(agent.outcomes.all()).isEmpty();
    hub.blobStatus = 0;
    agent.follower.followHeld();
    assertThat(agent.follower.isComplete()).isTrue();
    assertThat(agent.reconciler.loops()).containsOnlyKeys(KEY);
  }

  @Test
  void whoWaitsForAnOrderIsAliveWhileAnotherIsFollowed() throws Exception {
    Semaphore trickle = new Semaphore(0);
    hub.trickle = trickle;
    DeviceOrder slow = hub.orders.next("d1", 1, publish("a").reference());
    agent.intake.take(slow.order().getBytes(StandardCharsets.UTF_8));
    Thread following = Thread.ofPlatform().start(agent.follower::run);
    try {
      awaitFetching();
      hub.trickle = null;
      DeviceOrder newer = hub.orders.next("d1", 2, publish("b").reference());
      AtomicInteger alive = new AtomicInteger();
      ApplyOutcome outcome =
          agent.intake.follow(
              newer.order().getBytes(StandardCharsets.UTF_8),
              new OrderIntake.Asked("pump", "detect", 2, null),
              () -> {
                if (alive.incrementAndGet() > 1) {
                  trickle.release(1_000);
                }
              });
      active(outcome);
      assertThat(outcome.generation()).isEqualTo(2);
    } finally {
      following.interrupt();
      following.join();
    }
  }

  @Test
  void whoWaitsForAnOrderThatIsOvertakenHearsOfIt() throws Exception {
    DeviceOrder order = hub.orders.next("d1", 1, publish("a").reference());
    DeviceOrder newer = hub.orders.next("d1", 2, publish("b").reference());
    ApplyOutcome outcome =
        agent.intake.follow(
            order.order().getBytes(StandardCharsets.UTF_8),
            new OrderIntake.Asked("pump", "detect", 1, null),
            () -> overtake(newer));
    refused(outcome, "order refused (older)", "generation 1 of pump.detect");
    agent.follower.followHeld();
    assertThat(agent.reconciler.loops().get(KEY).state().generation()).isEqualTo(2);
  }

  private void overtake(DeviceOrder newer) {
    try {
      agent.intake.take(newer.order().getBytes(StandardCharsets.UTF_8));
    } catch (OrderRefusal | IOException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitFetching() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (agent.statuses.all().stream().noneMatch(node -> node.status().equals("fetching"))) {
      assertThat(System.nanoTime()).as("it fetches in time").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void tellsTheHubThatItsOrdersWereBroken() throws Exception {
    active(follow(hub.orders.next("d1", 1, publish("a").reference())));
    agent.stop();
    Files.write(directory.resolve("orders/assignment.json"), new byte[100]);
    restart();
    assertThat(agent.incidents.last("device.disk.fault").orElseThrow())
        .contains("orders/assignment.json");
    active(follow(hub.orders.next("d1", 2, publish("b").reference())));
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
    assertThat(agent.reconciler.loops().get(KEY).state().model()).isEqualTo(b.reference());
  }

  @Test
  void keepsWhatItHoldsWhileTheHubWaitsForAPerson() throws Exception {
    TestingModel model = publish("a");
    DeviceOrder older = hub.orders.next("d1", 1, model.reference());
    DeviceOrder otherContent =
        hub.orders.order("d1", 2, 3, publish("b").reference(), Duration.ofMillis(50));
    active(follow(hub.orders.next("d1", 2, model.reference())));
    hub.stateStatus = 409;
    refused(follow(older), "order refused (older)");
    refused(follow(otherContent), "order refused (conflict)", "is held under this version");
    assertThat(agent.reconciler.loops().get(KEY).state().generation()).isEqualTo(2);
    // The person has answered: the hub signs above what is held.
    hub.stateStatus = 200;
    active(follow(hub.orders.next("d1", 4, model.reference())));
  }

  private void take(DeviceOrder order) throws OrderRefusal, IOException {
    agent.intake.take(order.order().getBytes(StandardCharsets.UTF_8));
    agent.follower.followHeld();
  }

  private ApplyOutcome follow(DeviceOrder order) throws IOException {
    return agent.intake.follow(
        order.order().getBytes(StandardCharsets.UTF_8),
        new OrderIntake.Asked(order.ion(), order.node(), order.generation(), order.trace()),
        () -> {});
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
    agent = new TestingAgent(hub, directory);
  }
}
