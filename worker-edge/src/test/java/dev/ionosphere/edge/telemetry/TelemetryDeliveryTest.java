package dev.ionosphere.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import dev.ionosphere.models.device.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryDeliveryTest {

  private static final Telemetry.Held HELD = new Telemetry.Held(1, 7, "sha256:a", 2, "sha256:b");

  @TempDir Path directory;
  private TestingHub hub;
  private Spool spool;
  private TelemetryDelivery delivery;

  @BeforeEach
  void start() throws IOException {
    hub = new TestingHub("");
    spool = Spool.open(directory.resolve("spool"), 1 << 20);
    TestingLink link = TestingLink.to(hub, directory, "d1", Clock.systemUTC());
    Telemetry.Actual actual = new Telemetry.Actual("pump", "detect", 3, "sha256:x", "active", "");
    delivery =
        new TelemetryDelivery(
            "d1",
            1,
            spool,
            link.hub(),
            () -> new Standing(List.of(actual), List.of(), Optional.of(HELD)),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void deliversInOrderWithWhatIsLeft() throws IOException {
    for (long sequence = 1; sequence <= 250; sequence++) {
      window(sequence);
    }
    assertThat(delivery.deliver()).isTrue();
    assertThat(delivery.deliver()).isTrue();
    assertThat(hub.deliveries).extracting(Telemetry::spoolDepth).containsExactly(50L, 0L);
    assertThat(hub.windows())
        .extracting(Telemetry.Window::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 250).boxed().toList());
    assertThat(spool.depth()).isZero();
  }

  @Test
  void aReceiptThatIsABombIsNone() throws IOException {
    window(1);
    List<String> bombs =
        List.of(
            "{\"records\":" + "[".repeat(200_000),
            "{\"records\":[" + "{},".repeat(80_000) + "{}]}",
            "{\"records\":\"" + "a".repeat(1 << 20) + "\"}");
    for (String bomb : bombs) {
      hub.instead = spoken(200, "application/json", bomb);
      assertThat(delivery.deliver()).isFalse();
    }
    hub.instead = null;
    assertThat(delivery.deliver()).isTrue();
    assertThat(hub.windows()).hasSize(1);
  }

  @Test
  void aThreadThatFailsIsToldByTheNextOne() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    TestingLink link = TestingLink.to(hub, directory, "d1", Clock.systemUTC());
    TelemetryDelivery failing =
        new TelemetryDelivery(
            "d1",
            1,
            spool,
            link.hub(),
            () -> {
              if (asked.getAndIncrement() == 0) {
                throw new AssertionError("a bug");
              }
              return Standing.NOTHING;
            },
            Clock.systemUTC());
    Supervisor supervisor = new Supervisor(new Incidents(spool, Clock.systemUTC()), () -> {});
    Thread thread = supervisor.start("telemetry", () -> failing.run(Duration.ofMillis(10)));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (hub.incidents("device.agent.failed").isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    thread.interrupt();
    assertThat(hub.incidents("device.agent.failed"))
        .singleElement()
        .extracting(Telemetry.Incident::message)
        .asString()
        .contains("thread telemetry failed, it is started again", "a bug");
  }

  @Test
  void keepsWhatTheHubDidNotConfirm() throws IOException {
    window(1);
    hub.cutOff();
    assertThat(delivery.deliver()).isFalse();
    assertThat(spool.depth()).isEqualTo(1);
    hub.comeBack();
    assertThat(delivery.deliver()).isTrue();
    assertThat(hub.rows()).isEqualTo(10);
  }

  @Test
  void saysWhatRunsAlsoWithNothingToDeliver() {
    assertThat(delivery.deliver()).isTrue();
    assertThat(hub.deliveries.getFirst().actual())
        .extracting(Telemetry.Actual::generation)
        .containsExactly(3L);
    assertThat(hub.deliveries.getFirst().held()).isEqualTo(HELD);
  }

  @Test
  void putsAsideAloneWhatTheHubCanNeverTake() throws IOException {
    hub.poison = "poison";
    Incidents incidents = new Incidents(spool, Clock.systemUTC());
    incidents.report("fine", null, "before");
    incidents.report("poison", null, "never taken");
    incidents.report("fine", null, "after");
    window(1);
    for (int i = 0; i < 12 && spool.depth() > 0; i++) {
      assertThat(delivery.deliver()).isTrue();
    }
    assertThat(hub.incidents("fine")).hasSize(2);
    assertThat(hub.rows()).isEqualTo(10);
    assertThat(spool.putAside()).isEqualTo(1);
    assertThat(spool.dropped()).isZero();
  }

  @Test
  void deliversWhatIsReadableAndPutsAsideWhatIsNot() throws IOException {
    spool.append(Priority.WINDOW, "{no window".getBytes(StandardCharsets.US_ASCII));
    for (long sequence = 1; sequence <= 999; sequence++) {
      window(sequence);
    }
    for (int i = 0; i < 12 && spool.depth() > 0; i++) {
      assertThat(delivery.deliver()).isTrue();
    }
    assertThat(hub.windows()).hasSize(999);
    assertThat(spool.putAside()).isEqualTo(1);
    assertThat(spool.dropped()).isZero();
    assertThat(hub.incidents("device.records.put-aside"))
        .singleElement()
        .satisfies(incident -> assertThat(incident.message()).contains("cannot be read"));
  }

  @Test
  void putsAsideWhatTheHubRefusesAndSaysSoOnce() throws IOException {
    hub.refused = "\"firstRow\"";
    window(1);
    window(2);
    assertThat(delivery.deliver()).isTrue();
    assertThat(hub.windows()).isEmpty();
    assertThat(spool.putAside()).isEqualTo(2);
    assertThat(spool.reasonsPutAside()).first().asString().contains("the hub refused it");
    assertThat(delivery.deliver()).isTrue();
    assertThat(hub.deliveries.getLast().putAside()).isEqualTo(2);
    window(3);
    assertThat(delivery.deliver()).isTrue();
    assertThat(delivery.deliver()).isTrue();
    assertThat(hub.incidents("device.records.put-aside")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("noReceipts")
  void keepsWhatHasNoVerdict(TestingHub.Spoken spoken) throws IOException {
    window(1);
    hub.instead = spoken;
    assertThat(delivery.deliver()).isFalse();
    assertThat(delivery.deliver()).isFalse();
    assertThat(spool.depth()).isEqualTo(1);
    assertThat(spool.putAside() + spool.dropped()).isZero();
    hub.instead = null;
    assertThat(delivery.deliver()).isTrue();
    assertThat(hub.rows()).isEqualTo(10);
  }

  @Test
  void waitsAsLongAsTheHubAsks() throws IOException {
    window(1);
    hub.instead =
        new TestingHub.Spoken(429, "application/problem+json", "{}", Map.of("Retry-After", "60"));
    assertThat(delivery.deliver()).isFalse();
    assertThat(delivery.pause()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
    hub.instead = null;
    assertThat(delivery.deliver()).isTrue();
    assertThat(hub.rows()).isEqualTo(10);
  }

  static Stream<TestingHub.Spoken> noReceipts() {
    String other = "{\"records\":[{\"lane\":\"x\",\"sequence\":0,\"verdict\":\"accepted\"}]}";
    return Stream.of(
        spoken(200, "text/html", "<html>Sign in to the guest network</html>"),
        spoken(200, "text/html", "{\"records\":[]}"),
        spoken(200, "application/json", "{\"records\":[]}"),
        spoken(200, "application/json", "{}"),
        spoken(200, "application/json", other),
        spoken(200, "application/json", "{\"records\":[{\"verdict\":\"perhaps\"}]}"),
        spoken(200, "application/json", "{\"rec"),
        spoken(202, "application/json", "{\"records\":[]}"),
        spoken(204, "application/json", ""),
        new TestingHub.Spoken(302, "text/html", "", Map.of("Location", "http://127.0.0.1:1/")),
        spoken(429, "application/problem+json", "{}"),
        spoken(410, "application/problem+json", "{}"),
        spoken(400, "application/problem+json", "{}"),
        spoken(503, "text/html", "<html>"));
  }

  private static TestingHub.Spoken spoken(int status, String contentType, String body) {
    return new TestingHub.Spoken(status, contentType, body, Map.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 405, 409, 410, 413, 415, 422})
  void keepsWhatOnlyAProxyRefuses(int status) throws IOException {
    window(1);
    hub.proxyStatus = status;
    assertThat(delivery.deliver()).isFalse();
    assertThat(delivery.deliver()).isFalse();
    assertThat(spool.dropped()).isZero();
    hub.proxyStatus = 0;
    assertThat(delivery.deliver()).isTrue();
    assertThat(hub.rows()).isEqualTo(10);
  }

  @Test
  void deliversLessAtOnceThroughAProxyThatTakesLess() throws IOException {
    for (long sequence = 1; sequence <= 8; sequence++) {
      window(sequence);
    }
    hub.proxyLimit = 1_500;
    for (int i = 0; i < 40 && spool.depth() > 0; i++) {
      assertThat(delivery.deliver()).isTrue();
    }
    assertThat(hub.rows()).isEqualTo(80);
    assertThat(spool.dropped()).isZero();
  }

  private void window(long sequence) throws IOException {
    spool.append(
        Priority.WINDOW,
        Json.write(
            new Telemetry.Window(
                "pump",
                "detect",
                "sha256:x",
                1,
                sequence,
                Instant.EPOCH,
                Instant.EPOCH,
                10,
                Map.of("heat", new long[] {10}),
                new long[] {10},
                List.of(),
                10 * (sequence - 1),
                false)));
  }
}
