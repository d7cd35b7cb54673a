package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A storm on real parts: hub, worker, Temporal, and a receiver that verifies signatures. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NoticesIT {

  private static final int STORM = 100;
  private static final String KEY = "correct horse battery staple";
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String DELIVERIES = "/api/v1/notices/deliveries?route=ops";

  private static final Path SECRETS = Path.of("target", "it", "notices-secrets");

  private static NoticeReceiver receiver;
  private static LocalIon ion;

  @BeforeAll
  static void start() throws IOException {
    receiver = new NoticeReceiver(KEY, 1);
    ion =
        LocalIon.create(
            "notices",
            Map.of(
                "ION_OUTGOING",
                "127.0.0.1:" + receiver.port(),
                "ION_SECRETS",
                SECRETS.toAbsolutePath().toString()));
    writeKey();
    ion.ion("up");
    ion.ion("apply", ion.example().resolve("ion.yaml").toString(), "--as", "operator");
    ion.ion(
        "notices",
        "routes",
        "set",
        "ops",
        "--webhook",
        "http://127.0.0.1:" + receiver.port() + "/ion",
        "--secret",
        "hook-key",
        "--group",
        "20s",
        "--repeat",
        "never");
  }

  private static void writeKey() throws IOException {
    Files.createDirectories(SECRETS);
    Path key = SECRETS.resolve("hook-key");
    Files.writeString(key, KEY + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterAll
  static void stop() {
    if (ion != null) {
      ion.close();
    }
    if (receiver != null) {
      receiver.close();
    }
  }

  @Test
  @Order(1)
  void aStormIsOneNoticeThoughHubAndWorkerAreKilled() {
    HubClient worker = ion.hub("service");
    for (int i = 0; i < STORM; i++) {
      assertThat(told(worker, i, "paused").status()).isEqualTo(200);
      assertThat(told(worker, i, "something else").status()).as("a conflict").isEqualTo(409);
    }
    ion.kill("worker-cloud");
    Eventually.holds(
        "the notices are written",
        SOON,
        () -> !deliveries("").isEmpty(),
        () -> ion.hub("viewer").get("/api/v1/alerts"));
    ion.kill("hub");
    ion.ion("up");
    Eventually.holds(
        "the notices are delivered",
        SOON,
        () -> deliveries("&state=delivered").size() == deliveries("").size(),
        () -> deliveries(""));

    int told = 0;
    for (JsonNode delivery : deliveries("")) {
      told += delivery.path("items").asInt();
    }
    assertThat(told).isEqualTo(STORM);
    assertThat(deliveries("")).hasSize(1);
    assertThat(receiver.forged()).isEmpty();
    List<String> arrived =
        receiver.received().stream()
            .filter(notice -> notice.answered() == 204)
            .map(NoticeReceiver.Received::delivery)
            .toList();
    assertThat(arrived).doesNotHaveDuplicates().hasSameSizeAs(deliveries(""));
    assertThat(receiver.received().getFirst().body())
        .contains(" alerts: ", " timeline-conflict", " more.", "/#alerts");
    assertThat(receiver.received().getFirst().delivery())
        .as("sent again under the same id")
        .isEqualTo(arrived.getFirst());
  }

  @Test
  @Order(2)
  void aTestOfARouteShowsWhatIsWrongWithIt() {
    assertThat(ion.ion("notices", "test", "ops")).contains("delivered");
    ion.ion(
        "notices",
        "routes",
        "set",
        "wrong",
        "--webhook",
        "http://127.0.0.1:" + receiver.port() + "/ion",
        "--secret",
        "other-key",
        "--topic",
        "delivery-lost");
    Program.Result missing = ion.attempt("notices", "test", "wrong");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.output()).contains("refused", "'other-key' is missing");
    ion.ion("notices", "routes", "set", "wrong", "--webhook", "https://hooks.example.org");
    assertThat(ion.attempt("notices", "test", "wrong").output())
        .contains("is no allowed outgoing address");
    ion.ion("notices", "routes", "remove", "wrong");
    assertThat(new TemporalDoors(ion, "ion:turbofan").cli("workflow", "list").output())
        .contains("Notice", "notice:ops:");
  }

  /** As a worker would have it; the same key with other content is a conflict, and an alert. */
  private static HubClient.Answer told(HubClient worker, int number, String reason) {
    Map<String, Object> entry =
        Map.of(
            "key",
            "storm-" + number,
            "time",
            "2026-01-01T00:00:00Z",
            "actor",
            "system",
            "kind",
            "run.skipped",
            "data",
            Map.of("node", "retrain", "reason", reason, "count", 1));
    return worker.post(
        "/internal/v1/timeline",
        Map.of(
            "ion",
            "turbofan",
            "workflow",
            "ion:turbofan",
            "workflowRun",
            "run",
            "entries",
            List.of(entry)));
  }

  private static JsonNode deliveries(String more) {
    return ion.hub("viewer").get(DELIVERIES + more).path("items");
  }
}
