package dev.ionosphere.edge.hostile;

import static dev.ionosphere.edge.hostile.AttackedDevice.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.pack.ModelRef;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody on the way, another hub, or who has stolen one of the keys, would have one device
 * run. Each order and each package is refused with its reason, the hub is told, what ran runs on,
 * and the next good order is followed: all on the same device. Requests to the hub are in {@code
 * HostileRequestsTest} of the hub, answers to the device in {@code HostileAnswersTest}.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileOrdersTest {

  private static final long MOST_MEMORY = 24L << 20;
  private static final Duration MOST_TIME = Duration.ofSeconds(2);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir static Path directory;
  private AttackedDevice device;

  static Stream<Arguments> orders() {
    return Stream.of(OrderAttacks.all(), AuthorityAttacks.all(), BombAttacks.all())
        .flatMap(attacks -> attacks);
  }

  static Stream<Arguments> packages() {
    return PackageAttacks.all();
  }

  @BeforeAll
  void start() throws Exception {
    device = new AttackedDevice(directory);
  }

  @AfterAll
  void stop() throws InterruptedException {
    device.close();
  }

  @Test
  void thereAreManyOfThem() {
    assertThat(orders().count()).isGreaterThanOrEqualTo(70);
    assertThat(packages().count()).isGreaterThanOrEqualTo(25);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("orders")
  void anOrderIsRefusedAndTheHubTold(String name, Reason reason, String said, OrderAttack attack)
      throws Exception {
    device.hub.hostileOrder = attack.by(device);
    Assignment held = device.held();
    DesiredState runs = device.runs();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    long began = THREADS.getCurrentThreadCpuTime();
    byte[] order = device.agent.book.next(Duration.ZERO).orElseThrow();
    OrderRefusal refused = catchThrowableOfType(OrderRefusal.class, () -> device.follow(order));
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_MEMORY);
    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began)).isLessThan(MOST_TIME);

    assertThat(refused).isNotNull();
    assertThat(refused.reason()).as(refused.message()).isEqualTo(reason);
    assertThat(refused.message()).contains(said).hasSizeLessThan(1_000);
    until("the hub is told", () -> device.told("device.order.refused", refused.message()));
    assertThat(device.held()).as("what is held").isEqualTo(held);
    assertThat(device.runs()).as("what runs").isEqualTo(runs);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("packages")
  void aPackageIsRefusedAndTheHubTold(String name, String said, PackageAttacks.Package attack)
      throws Exception {
    DesiredState runs = device.runs();
    ModelRef model = attack.by(device);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    device.order(model);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_MEMORY);

    Telemetry.Outcome outcome = device.agent.outcomes.all().getFirst();
    assertThat(outcome.status()).isEqualTo(ApplyOutcome.Status.REFUSED);
    assertThat(outcome.reason()).contains(said).hasSizeLessThan(1_000);
    assertThat(device.agent.follower.isComplete()).as("for good").isTrue();
    until("the hub is told", () -> device.told("device.model.refused", outcome.reason()));
    until(
        "the hub has the outcome",
        () -> device.hub.deliveries.getLast().outcomes().contains(outcome));
    assertThat(device.runs()).as("what runs").isEqualTo(runs);
    assertThat(directory.resolve("fetch")).isEmptyDirectory();
  }

  @AfterEach
  void aGoodOrderIsFollowed() throws Exception {
    device.followsAGoodOrder();
  }
}
