package dev.ionosphere.edge.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingOrders;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.order.OrderCheck.Accepted;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderBookTest {

  private static final Duration EVERY = Duration.ofMillis(10);

  @TempDir Path directory;
  private Clock clock = Clock.systemUTC();
  private TestingHub hub;
  private ModelRef model;

  @BeforeEach
  void start() throws IOException {
    hub = new TestingHub("");
    model = TestingModel.signedBy(hub.signer, "a").reference();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void holdsWhatItTookThroughARestart() throws Exception {
    OrderBook book = book(root());
    assertThat(book.held()).isEmpty();
    byte[] third = order(3);
    Accepted accepted = book.take(third);
    assertThat(accepted.assignment().version()).hasToString("1.3");

    OrderBook again = book(root());
    assertThat(again.held()).contains(accepted.assignment());
    assertThat(again.take(third).repeated()).isTrue();
    refused(again, order(2), Reason.OLDER);
    refused(again, order(3), Reason.CONFLICT);
  }

  @Test
  void tellsWhatItHolds() throws Exception {
    OrderBook book = book(root());
    assertThat(book.report()).isEmpty();
    Order third = Order.parse(order(3));
    book.take(third.json());
    Telemetry.Held held = book.report().orElseThrow();
    assertThat(held.epoch()).isEqualTo(1);
    assertThat(held.version()).isEqualTo(3);
    assertThat(held.digest()).isEqualTo(third.assignment().digest().value());
    assertThat(held.root()).isEqualTo(1);
    assertThat(held.rootDigest()).startsWith("sha256:");
    assertThat(book(root()).report()).contains(held);

    // Another hub's word under the same number is refused, and what is told stays.
    refused(book, order(3), Reason.CONFLICT);
    assertThat(book.report()).contains(held);
  }

  @Test
  void asksForItsRootIfItWasEnrolledBeforeThereWasOne() throws Exception {
    OrderBook book = book(null);
    assertThat(book.take(order(1)).assignment().nodes()).hasSize(1);
    assertThat(hub.requests).contains("GET /edge/v1/root");
  }

  @Test
  void believesNoRootOfAHubItDoesNotKnow() throws Exception {
    Map<String, String> others = Map.of("key", Ed25519Signer.create().publicKey());
    Enrolment enrolment = new Enrolment("d1", 1, others, null, "", "default");
    OrderBook book = open(enrolment);
    refused(book, order(1), Reason.WRONG_ROOT);
  }

  @Test
  void takesNothingWhileTheTimeIsNotKnown() throws Exception {
    OrderBook book = book(root());
    byte[] order = order(1);
    hub.cutOff();
    assertThatThrownBy(() -> book.take(order)).isInstanceOf(IOException.class);
    assertThat(book.held()).isEmpty();
    hub.comeBack();
    assertThat(book.take(order).repeated()).isFalse();
  }

  @Test
  void fallsBackToThePreviousAssignmentWhenItsDiskRots() throws Exception {
    OrderBook book = book(root());
    book.take(order(1));
    book.take(order(2));
    Files.write(directory.resolve("orders/assignment.json"), new byte[4_096]);
    OrderBook rotten = book(root());
    assertThat(rotten.held().orElseThrow().version()).hasToString("1.1");
    assertThat(rotten.faults())
        .singleElement()
        .asString()
        .contains("assignment.json", "its previous copy is used");
    assertThat(rotten.take(order(2)).repeated()).isFalse();
  }

  @Test
  void startsAnewWhenNoCopyIsWhole() throws Exception {
    book(root()).take(order(1));
    for (String name : new String[] {"assignment.json", "root.json"}) {
      Files.write(directory.resolve("orders").resolve(name), new byte[100]);
      Files.deleteIfExists(directory.resolve("orders").resolve(name + ".previous"));
    }
    OrderBook book = book(root());
    assertThat(book.held()).isEmpty();
    assertThat(book.faults()).hasSize(2);
    assertThat(book.faults()).first().asString().contains("root.json");
    assertThat(book.faults()).last().asString().contains("assignment.json");
    assertThat(book.take(order(1)).assignment().version()).hasToString("1.1");
    assertThat(book(root()).faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:01Z", "2038-01-19T03:14:08Z", "2200-01-01T00:00:00Z"})
  void takesAnOrderWhateverItsClockSays(String now) throws Exception {
    clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    OrderBook book = book(root());
    byte[] first = order(1);
    assertThat(book.take(first).repeated()).isFalse();
    assertThat(book.take(first).repeated()).isTrue();
    assertThat(book(root()).held()).as("after a restart").isPresent();
    assertThat(book.take(order(2)).assignment().version()).hasToString("1.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:01Z", "2038-01-19T03:14:08Z"})
  void onlyTheHubsTimeMakesAnOrderExpire(String now) throws Exception {
    clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
    OrderBook book = book(root());
    byte[] order = order(1);
    hub.orders.pass(Duration.ofDays(8));
    refused(book, order, Reason.EXPIRED);
    assertThat(book.take(order(2)).repeated()).isFalse();
  }

  @Test
  void asksNobodyForTheTimeOfAnOrderThatIsNotTheHubs() throws Exception {
    OrderBook book = book(root());
    byte[] forged =
        new TestingOrders(Ed25519Signer.create())
            .order("d1", 1, 1, model, EVERY)
            .order()
            .getBytes(StandardCharsets.UTF_8);
    refused(book, forged, Reason.UNSIGNED);
    assertThat(hub.requests).isEmpty();
  }

  private byte[] order(long version) {
    return hub.orders
        .order("d1", version, version, model, EVERY)
        .order()
        .getBytes(StandardCharsets.UTF_8);
  }

  private OrderBook book(@Nullable String root) throws IOException {
    Enrolment enrolment =
        new Enrolment(
            "d1", 1, Map.of(hub.signer.keyId(), hub.signer.publicKey()), root, "", "default");
    return open(enrolment);
  }

  private OrderBook open(Enrolment enrolment) throws IOException {
    RootOfTrust trust = RootOfTrust.open(state(), enrolment, link().door());
    return OrderBook.open(state(), enrolment, trust, link().hub());
  }

  private String root() {
    return new String(hub.orders.root().json(), StandardCharsets.UTF_8);
  }

  private StateDirectory state() {
    return new StateDirectory(Disk.local(), directory.resolve("orders"));
  }

  private TestingLink link() throws IOException {
    return TestingLink.to(hub, directory, "d1", clock);
  }

  private static void refused(OrderBook book, byte[] order, Reason reason) {
    OrderRefusal refusal = catchThrowableOfType(OrderRefusal.class, () -> book.take(order));
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
  }
}
