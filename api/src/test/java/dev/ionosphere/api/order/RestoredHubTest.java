package dev.ionosphere.api.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.order.OrderCheck;
import dev.ionosphere.models.order.OrderCheck.Holder;
import dev.ionosphere.models.order.TrustedRoot;
import dev.ionosphere.models.pack.Digest;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hub that has forgotten what it signed, and devices that have not. */
@MicronautTest(transactional = false)
class RestoredHubTest {

  private static final String CONFLICTS = "/api/v1/orders/conflicts";

  @Inject TestingHttp http;
  @Inject OrderKeys keys;
  @Inject ConflictAlert alert;
  @Inject TransactionOperations<Connection> transactions;

  @AfterEach
  void noneIsLeft() {
    http.post("operator", CONFLICTS + "/overrule", "{\"all\":true,\"reason\":\"tidy\"}");
  }

  @Test
  void aDeviceThatIsAheadWaitsForAPersonAndFollowsThen() throws Exception {
    TestingDevice device = new TestingDevice(http, "ahead-1").enrolled("{}");
    Order first = state(device);
    execute("update device_assignment set expires_at = issued_at where device = ?", "ahead-1");
    Order second = state(device);
    assertThat(report(device, "ahead-1", held(second, 2)).status()).isEqualTo(200);
    assertThat(conflicts()).isEmpty();

    // Yesterday's backup knows of the first order only.
    restored("ahead-1", first);
    report(device, "ahead-1", held(second, 2));
    JsonNode conflict = conflicts().getFirst();
    assertThat(conflict.path("device").asText()).isEqualTo("ahead-1");
    assertThat(conflict.path("conflict").asText()).isEqualTo("newer");
    assertThat(conflict.path("holds").asText()).isEqualTo(numbered(2));
    assertThat(conflict.path("signed").asText()).isEqualTo(numbered(1));
    Answer asked = device.call("GET", "/edge/v1/state", "", Map.of());
    assertThat(asked.status()).as(asked.body()).isEqualTo(409);
    JsonNode shown = http.get("viewer", "/api/v1/devices/ahead-1").json();
    assertThat(shown.at("/held/conflict").asText()).isEqualTo("newer");
    assertThat(http.get("viewer", "/devices/ahead-1").body())
        .contains("Holds what this hub did not sign", "ion devices overrule ahead-1");
    // Telling it again changes nothing.
    report(device, "ahead-1", held(second, 2));
    assertThat(conflicts()).hasSize(1);

    Answer answer = overrule("operator", "ahead-1");
    assertThat(answer.json().path("overruled")).hasSize(1);
    assertThat(conflicts()).isEmpty();
    Order third = state(device);
    assertThat(number(third)).isEqualTo(numbered(3));
    assertThat(OrderCheck.check(third.json(), holder("ahead-1", second), Instant.now()).repeated())
        .isFalse();
    // What it said before it got the third one comes late, and is answered already.
    report(device, "ahead-1", held(second, 2));
    assertThat(conflicts()).isEmpty();
    report(device, "ahead-1", held(third, 3));
    assertThat(conflicts()).isEmpty();

    JsonNode record = http.get("viewer", "/api/v1/devices/ahead-1/records").json().at("/items/0");
    assertThat(record.path("kind").asText()).isEqualTo("overruled");
    assertThat(record.path("actor").asText()).isEqualTo("person:operator");
    assertThat(record.path("message").asText())
        .isEqualTo(
            "order %s, newer, does not count; %s does: the disk was lost"
                .formatted(numbered(2), numbered(3)));
  }

  /** As after each restart of the hub: sent away, it would come back after up to 15 minutes. */
  @Test
  void aDeviceInConflictThatAsksWhetherTheHubIsThereIsNotSentAway() {
    TestingDevice device = new TestingDevice(http, "there-1").enrolled("{}");
    Order first = state(device);
    report(device, "there-1", with(held(first, 1), Digest.of(new byte[] {3}).value()));
    assertThat(conflicts()).hasSize(1);

    String question = "/edge/v1/state?root=1&wait=0&have=" + number(first);
    assertThat(device.call("GET", question, "", Map.of()).status()).isEqualTo(304);

    overrule("operator", "there-1");
    assertThat(device.call("GET", question, "", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void theSameNumberWithOtherContentIsAConflictAlsoWhenItIsPassed() {
    TestingDevice device = new TestingDevice(http, "fork-1").enrolled("{}");
    Order first = state(device);
    String strange = Digest.of(new byte[] {1}).value();
    report(device, "fork-1", with(held(first, 1), strange));
    assertThat(conflicts().getFirst().path("conflict").asText()).isEqualTo("other-content");
    overrule("operator", "fork-1");
    assertThat(number(state(device))).isEqualTo(numbered(2));

    report(device, "fork-1", with(held(first, 1), Digest.of(new byte[] {2}).value()));
    assertThat(conflicts().getFirst().path("conflict").asText()).isEqualTo("other-content");
  }

  @Test
  void manyDevicesAreOneAlertThatGoesWithTheLast() {
    List<TestingDevice> devices = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      String id = "many-" + i;
      TestingDevice device = new TestingDevice(http, id).enrolled("{}");
      devices.add(device);
      Order order = state(device);
      execute("delete from device_assignment where device = ?", id);
      report(device, id, held(order, 1));
    }
    alert.keep();
    JsonNode alerts = http.get("viewer", "/api/v1/alerts").json().path("items");
    List<String> told = new ArrayList<>();
    alerts.forEach(one -> {
      if (one.path("kind").asText().equals("orders-conflict")) {
        told.add(one.path("message").asText());
      }
    });
    assertThat(told).hasSize(1);
    assertThat(told.getFirst())
        .startsWith(
            "5 devices hold orders that this hub did not sign (many-1, many-2, many-3, ...)");

    http.post("operator", "/api/v1/devices/many-1/revoke", "{\"reason\":\"scrapped\"}");
    assertThat(conflicts()).hasSize(4);
    Answer all =
        http.post("operator", CONFLICTS + "/overrule", "{\"all\":true,\"reason\":\"lost\"}");
    assertThat(all.json().path("overruled")).as(all.body()).hasSize(4);
    assertThat(http.get("viewer", "/api/v1/alerts").body()).doesNotContain("orders-conflict");
  }

  @Test
  void whatFailsAtOneDeviceIsSaidOfItAndStopsNoOther() {
    for (String id : List.of("ill-1", "ill-2", "ill-3")) {
      TestingDevice device = new TestingDevice(http, id).enrolled("{}");
      Order order = state(device);
      execute("delete from device_assignment where device = ?", id);
      report(device, id, held(order, 1));
    }
    execute("update device set labels = '{' where id = ?", "ill-2");
    try {
      Answer all =
          http.post("operator", CONFLICTS + "/overrule", "{\"all\":true,\"reason\":\"lost\"}");
      assertThat(all.status()).as(all.body()).isEqualTo(200);
      assertThat(all.json().path("overruled"))
          .extracting(JsonNode::asText)
          .containsExactly("ill-1", "ill-3");
      assertThat(all.json().path("refused")).hasSize(1);
      assertThat(all.json().at("/refused/0/device").asText()).isEqualTo("ill-2");
      assertThat(all.json().at("/refused/0/reason").asText()).contains("log says more");
    } finally {
      execute("update device set labels = '{}' where id = ?", "ill-2");
    }
  }

  @Test
  void aDeviceOnALaterRootWouldFollowNothingAndIsSaidSo() {
    TestingDevice device = new TestingDevice(http, "later-1").enrolled("{}");
    Order order = state(device);
    Telemetry.Held held = held(order, 1);
    Telemetry.Held later =
        new Telemetry.Held(
            held.epoch(),
            held.version(),
            held.digest(),
            keys.root().version() + 1,
            Digest.of(new byte[] {9}).value());
    report(device, "later-1", later);
    assertThat(conflicts().getFirst().path("conflict").asText()).isEqualTo("other-root");
    JsonNode answer = overrule("operator", "later-1").json();
    assertThat(answer.path("overruled")).isEmpty();
    assertThat(answer.at("/refused/0/reason").asText())
        .contains("Bring back a newer backup", "ion devices token later-1 --replace");

    // Its disk is wiped: nothing is left to decide. Then it holds that order once more.
    report(device, "later-1", null);
    assertThat(conflicts()).isEmpty();
    report(device, "later-1", later);
    assertThat(conflicts()).hasSize(1);

    // The newer backup is back: its root is this hub's, and so is the order.
    report(device, "later-1", held);
    assertThat(conflicts()).isEmpty();
  }

  @Test
  void aNumberWithNoneAboveItNeedsANewDirector() {
    TestingDevice device = new TestingDevice(http, "huge-1").enrolled("{}");
    Telemetry.Held held = held(state(device), 1);
    Telemetry.Held huge =
        new Telemetry.Held(
            held.epoch(), Long.MAX_VALUE, held.digest(), held.root(), held.rootDigest());
    report(device, "huge-1", huge);
    assertThat(overrule("operator", "huge-1").json().at("/refused/0/reason").asText())
        .contains("ion keys orders rotate director");
    http.post("admin", "/api/v1/keys/orders/rotate?role=director", "");
    assertThat(overrule("operator", "huge-1").json().path("overruled")).hasSize(1);
    assertThat(number(state(device))).isEqualTo(numbered(1));
  }

  @Test
  void whoMayAnswerAndWhat() {
    TestingDevice device = new TestingDevice(http, "plain-1").enrolled("{}");
    report(device, "plain-1", null);
    report(device, "plain-1", new Telemetry.Held(1, -4, "none", 0, ""));
    assertThat(conflicts()).isEmpty();
    assertThat(overrule("viewer", "plain-1").status()).isEqualTo(403);
    assertThat(overrule("scientist", "plain-1").status()).isEqualTo(403);
    assertThat(overrule("operator", "plain-1").json().at("/refused/0/reason").asText())
        .isEqualTo("device plain-1 holds nothing that this hub did not sign");
    assertThat(overrule("operator", "nobody").json().path("refused")).hasSize(1);
    for (String body :
        List.of(
            "{\"reason\":\"x\"}",
            "{\"reason\":\"x\",\"devices\":[\"a\"],\"all\":true}",
            "{\"reason\":\"x\",\"devices\":[\"a\",null]}",
            "{\"devices\":[\"a\"]}")) {
      assertThat(http.post("operator", CONFLICTS + "/overrule", body).status()).isEqualTo(400);
    }
  }

  private Order state(TestingDevice device) {
    Answer answer = device.call("GET", "/edge/v1/state", "", Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return Order.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  /** Another test may have raised the epoch. */
  private String numbered(long number) {
    return keys.root().stateEpoch() + "." + number;
  }

  private static String number(Order order) {
    return Assignment.of(order.assignment()).version().toString();
  }

  private Telemetry.Held held(Order order, long number) {
    Assignment.Version version = Assignment.of(order.assignment()).version();
    assertThat(version.number()).isEqualTo(number);
    return new Telemetry.Held(
        version.epoch(),
        version.number(),
        order.assignment().digest().value(),
        keys.root().version(),
        keys.roots().getLast().digest().value());
  }

  private static Telemetry.Held with(Telemetry.Held held, String digest) {
    return new Telemetry.Held(held.epoch(), held.version(), digest, held.root(), held.rootDigest());
  }

  private Holder holder(String device, Order held) throws Exception {
    TrustedRoot root = TrustedRoot.pinned(keys.roots().getFirst()).walked(keys.roots());
    Optional<Envelope> assignment = Optional.of(held.assignment());
    return new Holder(device, 1, root, assignment);
  }

  private Answer report(TestingDevice device, String id, Telemetry.@Nullable Held held) {
    Telemetry telemetry =
        new Telemetry(id, 1, Instant.EPOCH, 0, 0, 0, List.of(), List.of(), List.of(), held, null);
    Answer answer = device.call("POST", "/edge/v1/reports", Json.canonical(telemetry), Map.of());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private List<JsonNode> conflicts() {
    List<JsonNode> items = new ArrayList<>();
    http.get("viewer", CONFLICTS).json().path("items").forEach(items::add);
    return items;
  }

  private Answer overrule(String person, String device) {
    return http.post(
        person,
        CONFLICTS + "/overrule",
        "{\"devices\":[\"%s\"],\"reason\":\"the disk was lost\"}".formatted(device));
  }

  private void restored(String device, Order order) {
    Assignment was = Assignment.of(order.assignment());
    execute("delete from device_assignment where device = ?", device);
    execute("delete from held_order where device = ?", device);
    execute("delete from order_digest where id = ?", device + ":" + was.version().epoch() + ".2");
    transactions.executeWrite(status -> {
      String sql =
          "insert into device_assignment (device, incarnation, epoch, version, assignment,"
              + " issued_at, expires_at) values (?, 1, ?, ?, ?, current_timestamp,"
              + " current_timestamp)";
      try (PreparedStatement insert = status.getConnection().prepareStatement(sql)) {
        insert.setString(1, device);
        insert.setLong(2, was.version().epoch());
        insert.setLong(3, was.version().number());
        insert.setString(4, new String(order.assignment().json(), StandardCharsets.UTF_8));
        return insert.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private void execute(String sql, String value) {
    Object ignored =
        transactions.executeWrite(status -> {
          try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
            statement.setString(1, value);
            return statement.executeUpdate();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
