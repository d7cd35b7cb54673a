package dev.ionosphere.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.BrokerAddress;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.testing.TestingDevice;
import dev.ionosphere.edge.testing.TestingDraft;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import dev.ionosphere.models.order.AssignedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device process whose rows come from a real broker, with TLS and a password. */
@Timeout(240)
class MqttDeviceIT {

  private static final Duration DAY = Duration.ofDays(1);
  private static final String ROW = "{\"heat\":1,\"shake\":1.25}\n";
  private static final int MESSAGES = 300;
  private static final long MOST_ANONYMOUS_KILOBYTES = 96 * 1_024;

  @TempDir Path directory;

  @Test
  void countsEachRowOnceWhenItIsKilledInTheMiddle() throws Exception {
    assumeTrue(TestingBroker.isHere(), "mosquitto is not here");
    CertificateAuthority plant = CertificateAuthority.create("Plant 7", Instant.now(), DAY);
    Path ca = directory.resolve("plant.crt");
    IdentityFile.writeCertificates(plant.identity().chain(), ca);
    Path secrets = Files.createDirectory(directory.resolve("secrets"));
    Path secret = Files.writeString(secrets.resolve("plant-7"), "far:quite-secret\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    try (TestingHub hub = new TestingHub("");
        TestingBroker broker =
            new TestingBroker(directory.resolve("broker"))
                .of(plant.identity())
                .showing(plant.issue(List.of("127.0.0.1"), Instant.now(), DAY))
                .knowing("far", "quite-secret")
                .start();
        TestingDevice device =
            new TestingDevice(directory, "far", hub.address())
                .polling()
                .withMqtt()
                .with(
                    Map.of(
                        "ION_MQTT_CA", ca.toString(),
                        "ION_MQTT_BROKERS", broker.address().text(),
                        "ION_SECRETS", secrets.toString()))) {
      order(hub, device, broker.address(), Optional.of("plant-7"));
      until("it is connected", device, () -> says(device, "messages of pump.detect come"));

      for (int i = 0; i < MESSAGES; i++) {
        broker.publish("sensors/far/rows", ROW.repeat(2));
        if (i % 100 == 50) {
          device.kill();
          device.start();
        }
      }
      broker.publish("sensors/far/rows", new byte[60 << 20], false);
      until("all rows are scored", device, () -> device.scored() == 2 * MESSAGES);

      broker.stop();
      device.kill();
      device.start();
      until("it says so", device, () -> reason(device).contains("is not reached"));
      broker.start();
      broker.publish("sensors/far/rows", ROW);
      until("the last row is scored", device, () -> device.scored() == 2 * MESSAGES + 1);
      until("the hub has every row", device, () -> hub.rows() == 2 * MESSAGES + 1);
      assertThat(device.node().path("bad").asInt()).isZero();
      assertThat(device.anonymousKilobytes()).isLessThan(MOST_ANONYMOUS_KILOBYTES);
      assertThat(device.log()).doesNotContain("quite-secret");
      assertThat(device.log()).contains("has more than 262144 bytes");
      assertThat(device.terminate()).isEqualTo(143);
    }
  }

  @Test
  void saysThatItWasStartedWithoutAClient() throws Exception {
    try (TestingHub hub = new TestingHub("");
        TestingDevice device = new TestingDevice(directory, "far", hub.address()).polling()) {
      order(hub, device, BrokerAddress.of("mqtt://127.0.0.1:1"), Optional.empty());
      until("it says so", device, () -> reason(device).contains("without an MQTT client"));
      assertThat(device.node().path("status").asText()).isEqualTo("active");
      assertThat(device.terminate()).isEqualTo(143);
    }
  }

  private static void order(
      TestingHub hub, TestingDevice device, BrokerAddress broker, Optional<String> login)
      throws IOException {
    TestingModel model = TestingModel.signedBy(hub.signer, "far-1");
    hub.publish(model);
    device.start();
    until("it asks", device, () -> device.status().path("orders").asBoolean());
    TestingDraft draft = hub.orders.draft("far", 1, model.reference());
    SourceSpec source = new SourceSpec.Mqtt(broker, "sensors/${device}/+", 1, login);
    draft.nodes.replaceAll(node -> of(node, source));
    hub.orders.next("far", draft);
    until("it is active", device, () -> device.node().path("status").asText().equals("active"));
  }

  private static AssignedNode of(AssignedNode node, SourceSpec source) {
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
        new AssignedNode.Settings(node.settings().every(), source, 100, format));
  }

  private static boolean says(TestingDevice device, String text) {
    try {
      return device.log().contains(text);
    } catch (IOException e) {
      return false;
    }
  }

  private static String reason(TestingDevice device) {
    return device.node().path("reason").asText("nothing is known");
  }

  private static void until(String what, TestingDevice device, BooleanSupplier condition)
      throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "not within 90 s: %s; %s%n%s".formatted(what, device.status(), device.log()));
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
