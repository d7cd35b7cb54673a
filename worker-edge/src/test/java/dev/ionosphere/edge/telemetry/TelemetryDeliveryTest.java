package dev.ionosphere.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import dev.ionosphere.workflows.device.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetryDeliveryTest {

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
        new TelemetryDelivery("d1", spool, link.hub(), () -> List.of(actual), Clock.systemUTC());
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
  }

  @Test
  void dropsAloneWhatTheHubCanNeverTake() throws IOException {
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
    assertThat(spool.dropped()).isEqualTo(1);
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
