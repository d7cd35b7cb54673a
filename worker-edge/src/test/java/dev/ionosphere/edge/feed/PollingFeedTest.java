package dev.ionosphere.edge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.testing.TestingAgent;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingOrders;
import dev.ionosphere.edge.testing.TestingPause;
import dev.ionosphere.models.device.IncidentKind;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.device.Telemetry.Outcome;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders that the device asks for, from a hub that keeps the question until there is an answer. */
@Timeout(60)
class PollingFeedTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");

  @TempDir Path directory;
  private final TestingPause pause = new TestingPause();
  private TestingHub hub;
  private TestingAgent agent;
  private PollingFeed feed;
  private Thread asking;
  private Thread following;

  @BeforeEach
  void start() throws IOException {
    hub = new TestingHub("");
    poll();
  }

  @AfterEach
  void stop() throws InterruptedException {
    end();
    hub.close();
  }

  @Test
  void followsWhatIsNewAsSoonAsItIsThere() {
    until("it asks", () -> asked() == 2);
    TestingModel model = publish("a");
    hub.orders.next("d1", 1, model.reference());
    until("it runs", () -> agent.reconciler.loops().containsKey(KEY));
    until("it asks with what it has", () -> asked() == 3);
    assertThat(feed.connected()).isTrue();
    hub.orders.next("d1", 2, publish("b").reference());
    until("it runs the next", () -> generation() == 2);
    hub.orders.nothing("d1");
    until("nothing runs", () -> agent.reconciler.loops().isEmpty());
  }

  @Test
  void anOrderThatIsRefusedIsToldAndNotAskedForAtOnce() throws Exception {
    hub.orders.next("d1", 1, publish("a").reference());
    until("it runs", () -> generation() == 1);
    Assignment held = agent.book.held().orElseThrow();
    pause.last();
    hub.orders.next("d1", 9, publish("b").reference(), new TestingOrders(Ed25519Signer.create()));
    until(
        "it is refused", () -> agent.incidents.last(IncidentKind.ORDER_REFUSED.text()).isPresent());
    assertThat(agent.incidents.last(IncidentKind.ORDER_REFUSED.text()).orElseThrow())
        .contains("order refused (unsigned)");
    assertThat(agent.book.held()).contains(held);
    assertThat(generation()).isEqualTo(1);
    until("it pauses", () -> !pause.asked().isEmpty());
    assertThat(pause.asked()).singleElement().satisfies(wait -> assertThat(wait).isPositive());
  }

  @Test
  void hearsTheNextOrderWhileAPackageIsFetchedAndGivesThatUp() throws Exception {
    Semaphore trickle = new Semaphore(0);
    hub.trickle = trickle;
    hub.orders.next("d1", 1, publish("a").reference());
    until("it fetches", () -> status().equals("fetching"));
    hub.orders.next("d1", 2, publish("b").reference());
    until("it holds the next", () -> agent.book.held().orElseThrow().version().number() == 2);
    assertThat(status()).isEqualTo("fetching");
    hub.trickle = null;
    until(
        "it runs the newest",
        () -> {
          trickle.release();
          return generation() == 2;
        });
    until("it says so", () -> !agent.outcomes.all().isEmpty());
    assertThat(agent.outcomes.all()).extracting(Outcome::generation).containsExactly(2L);
    assertThat(blobs()).as("nothing more is fetched of the first").isEqualTo(1 + 4);
  }

  @Test
  void goesOnWhenTheHubIsBackAndAfterARestart() throws Exception {
    until("it asks", () -> feed.connected());
    hub.cutOff();
    until("it sees that", () -> !feed.connected());
    hub.comeBack();
    hub.orders.next("d1", 1, publish("a").reference());
    until("it runs", () -> generation() == 1);
    end();
    poll();
    until("it says again what became of it", () -> !agent.outcomes.all().isEmpty());
    assertThat(agent.outcomes.all()).extracting(Outcome::generation).containsExactly(1L);
  }

  private void poll() throws IOException {
    agent = new TestingAgent(hub, directory);
    feed = new PollingFeed(agent.book, agent.intake, new Random(1), System::nanoTime, pause);
    asking = Thread.ofPlatform().start(feed::run);
    following = Thread.ofPlatform().start(agent.follower::run);
  }

  private void end() throws InterruptedException {
    asking.interrupt();
    following.interrupt();
    agent.stop();
  }

  private String status() {
    return agent.statuses.all().stream().map(Telemetry.Actual::status).findFirst().orElse("");
  }

  private long blobs() {
    return hub.requests.stream().filter(request -> request.contains("/blobs/")).count();
  }

  private long asked() {
    return hub.requests.stream().filter("GET /edge/v1/state"::equals).count();
  }

  private long generation() {
    return agent.reconciler.loops().containsKey(KEY)
        ? agent.reconciler.loops().get(KEY).state().generation()
        : 0;
  }

  private TestingModel publish(String name) {
    TestingModel model = TestingModel.signedBy(hub.signer, name);
    hub.publish(model);
    return model;
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: " + what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
