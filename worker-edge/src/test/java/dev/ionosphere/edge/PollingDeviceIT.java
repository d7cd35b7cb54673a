package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.testing.TestingDevice;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.Telemetry.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
