package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.testing.LargeForest;
import dev.ionosphere.edge.testing.LargeModel;
import dev.ionosphere.edge.testing.TestingDevice;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.Telemetry.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A device process, with the flags it ships with, whose models are much larger than its heap. While
 * it waits for anything it looks at the memory that is the device's own.
 */
final class LargeModelLife {

  private static final long MOST_KILOBYTES = 96 * 1_024;

  private final Path directory;
  private final int megabytes;
  private final TestingHub hub;
  private final TestingDevice device;
  private long generation;
  private long largest;

  LargeModelLife(Path directory, int megabytes, TestingHub hub, TestingDevice device) {
    this.directory = directory;
    this.megabytes = megabytes;
    this.hub = hub;
    this.device = device;
  }

  static void live(Path directory, int megabytes) throws Exception {
    try (TestingHub hub = new TestingHub("");
        TestingDevice device = new TestingDevice(directory, "far", hub.address()).polling()) {
      new LargeModelLife(directory, megabytes, hub, device).live();
    }
  }

  private void live() throws Exception {
    LargeModel first = LargeModel.of(hub.signer, "first", megabytes, directory);
    LargeModel second = LargeModel.of(hub.signer, "second", megabytes, directory);
    device.observe(300);
    device.start();
    until("it asks", () -> device.status().path("orders").asBoolean());
    long begun = System.nanoTime();
    becomesActive(first);
    until("300 rows are scored", () -> device.scored() == 300);
    say("order to first score", begun);

    device.kill();
    hub.cutOff();
    begun = System.nanoTime();
    device.start();
    device.observe(200);
    until("500 rows are scored", () -> device.scored() == 500);
    say("start to first score", begun);
    hub.comeBack();

    device.observe(100);
    becomesActive(second);
    device.observe(100);
    until("700 rows are scored", () -> device.scored() == 700);
    until("one model is mapped", () -> mapped() == 1);

    for (LargeForest.Fault fault : LargeForest.Fault.values()) {
      if (fault != LargeForest.Fault.NONE) {
        isRefused(fault);
      }
    }
    device.observe(50);
    until("750 rows are scored", () -> device.scored() == 750);
    cutUnderItsMapping(second);
    assertThat(device.log()).doesNotContain("OutOfMemoryError").doesNotContain("SIGBUS");
    System.out.printf("models of %d MB: at most %.1f MB anonymous%n", megabytes, largest / 1_024.0);
    assertThat(device.terminate()).isEqualTo(143);
  }

  private void becomesActive(LargeModel model) throws IOException {
    hub.publish(model);
    order(model);
    until("generation " + generation, () -> outcome() == ApplyOutcome.Status.ACTIVE);
  }

  private void isRefused(LargeForest.Fault fault) throws IOException {
    LargeModel hostile = LargeModel.of(hub.signer, fault.name(), megabytes, fault, directory);
    hub.publish(hostile);
    order(hostile);
    until(fault + " is refused", () -> outcome() == ApplyOutcome.Status.REFUSED);
    String said =
        switch (fault) {
          case NONE -> "";
          case CYCLE, OUTSIDE -> "right child of node";
          case NAN -> "threshold of node";
          case COUNT -> "an end in the middle";
        };
    assertThat(told().orElseThrow().reason()).contains(said);
    assertThat(device.data.resolve("models")).isDirectoryNotContaining("glob:**.staging");
  }

  /** The process lives, says what is wrong, and is well with the next order. */
  private void cutUnderItsMapping(LargeModel model) throws IOException {
    Path plan =
        device
            .data
            .resolve("models")
            .resolve(model.reference().digest().substring(7))
            .resolve(model.planHex());
    try (FileChannel channel = FileChannel.open(plan, StandardOpenOption.WRITE)) {
      channel.truncate(4_096);
    }
    device.observe(50);
    until("it says so", () -> device.node().path("reason").asText().contains("was cut"));
    order(model);
    until("generation " + generation, () -> outcome() == ApplyOutcome.Status.ACTIVE);
    until("800 rows are scored", () -> device.scored() == 800);
  }

  private void order(LargeModel model) {
    generation++;
    hub.orders.next("far", generation, model.reference());
  }

  private ApplyOutcome.@Nullable Status outcome() {
    return told().map(Outcome::status).orElse(null);
  }

  /** What the device told of the newest order. */
  private Optional<Outcome> told() {
    return hub.deliveries.reversed().stream()
        .flatMap(delivery -> delivery.outcomes().stream())
        .filter(outcome -> outcome.generation() == generation)
        .findFirst();
  }

  /** Plans that the process has mapped now. */
  private long mapped() {
    try {
      return Files.readAllLines(Path.of("/proc/" + device.pid() + "/maps")).stream()
          .filter(line -> line.contains("/models/"))
          .map(line -> line.substring(line.lastIndexOf(' ')))
          .distinct()
          .count();
    } catch (IOException e) {
      return -1;
    }
  }

  private void until(String what, BooleanSupplier condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + what + "\n" + device.log());
      }
      long kilobytes = device.anonymousKilobytes();
      largest = Math.max(largest, kilobytes);
      assertThat(kilobytes).as(what).isLessThanOrEqualTo(MOST_KILOBYTES);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private void say(String what, long since) {
    System.out.printf(
        "models of %d MB: %s %d ms%n",
        megabytes, what, Duration.ofNanos(System.nanoTime() - since).toMillis());
  }
}
