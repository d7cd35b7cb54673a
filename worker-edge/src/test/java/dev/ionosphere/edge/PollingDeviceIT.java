package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.testing.TestingDevice;
import dev.ionosphere.edge.testing.TestingDraft;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.Telemetry.Outcome;
import dev.ionosphere.models.order.AssignedNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device process as it is installed beyond the hub's machine: without Temporal's client. */
@Timeout(120)
class PollingDeviceIT {

  @TempDir Path directory;

  @Test
  void runsWhatTheHubOrdersWithoutTemporal() throws Exception {
    try (TestingHub hub = new TestingHub("");
        TestingDevice device = new TestingDevice(directory, "far", hub.address()).polling()) {
      TestingModel model = TestingModel.signedBy(hub.signer, "far-1");
      hub.publish(model);
      device.observe(300);
      device.start();
      until("it asks", device, () -> device.status().path("orders").asBoolean());
      hub.orders.next("far", 1, model.reference());
      until("300 rows are scored", device, () -> device.scored() == 300);
      until("the hub knows", device, () -> outcomes(hub).size() == 1);
      assertThat(outcomes(hub).getFirst())
          .returns(1L, Outcome::generation)
          .returns(ApplyOutcome.Status.ACTIVE, Outcome::status);
      assertThat(device.status().path("temporal").asBoolean()).isFalse();

      device.kill();
      hub.cutOff();
      device.start();
      device.observe(200);
      until("500 rows are scored", device, () -> device.scored() == 500);
      hub.comeBack();
      hub.orders.nothing("far");
      until("nothing runs", device, () -> device.status().path("nodes").isEmpty());
      until("the hub has every row", device, () -> hub.rows() == 500);
      assertThat(device.terminate()).isEqualTo(143);
    }
  }

  @Test
  void countsRowsOnceThatArePushedToIt() throws Exception {
    try (TestingHub hub = new TestingHub("");
        TestingDevice device = new TestingDevice(directory, "far", hub.address()).polling()) {
      TestingModel model = TestingModel.signedBy(hub.signer, "far-1");
      hub.publish(model);
      device.start();
      until("it asks", device, () -> device.status().path("orders").asBoolean());
      assertThat(device.status().path("sourcePort").asInt()).isZero();
      TestingDraft draft = hub.orders.draft("far", 1, model.reference());
      draft.nodes.replaceAll(PollingDeviceIT::ofPushedRows);
      hub.orders.next("far", draft);
      until("it listens", device, () -> device.status().path("sourcePort").asInt() > 0);
      push(device, 200);
      until("200 rows are scored", device, () -> device.scored() == 200);
      push(device, 100);

      device.kill();
      hub.cutOff();
      device.start();
      until("300 rows are scored", device, () -> device.scored() == 300);
      until("it listens again", device, () -> device.status().path("sourcePort").asInt() > 0);
      push(device, 50);
      hub.comeBack();
      until("the hub has every row", device, () -> hub.rows() == 350);
      assertThat(device.log()).doesNotContain(token(device));
      assertThat(device.terminate()).isEqualTo(143);
    }
  }

  private static AssignedNode ofPushedRows(AssignedNode node) {
    Format format =
        new Format.JsonLines(List.of(), Optional.empty(), TimeFormat.iso(ZoneOffset.UTC));
    return new AssignedNode(
        node.ion(),
        node.node(),
        node.generation(),
        node.model(),
        node.signature(),
        node.bytes(),
        node.release(),
        new AssignedNode.Settings(node.settings().every(), new SourceSpec.Push(), 100, format));
  }

  private static String token(TestingDevice device) throws IOException {
    return Files.readString(device.data.resolve("push/token")).strip();
  }

  private static void push(TestingDevice device, int rows) throws Exception {
    URI address =
        URI.create(
            "http://127.0.0.1:%d/sources/pump/detect"
                .formatted(device.status().path("sourcePort").asInt()));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token(device))
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString("{\"heat\":1,\"shake\":1.25}\n".repeat(rows)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("{\"accepted\":" + rows + "}");
    }
  }

  private static List<Outcome> outcomes(TestingHub hub) {
    return hub.deliveries.isEmpty() ? List.of() : hub.deliveries.getLast().outcomes();
  }

  private static void until(String what, TestingDevice device, BooleanSupplier condition)
      throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + what + "\n" + device.log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
