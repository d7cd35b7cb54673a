package dev.ionosphere.edge.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.models.device.Bucket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thread of a node, and what becomes of it when something fails. */
class InferenceLoopTest {

  @TempDir Path directory;
  private TestingNode device;
  private InferenceLoop loop;

  @BeforeEach
  void start() throws IOException {
    device = new TestingNode(directory);
    loop = device.run(TestingNode.FIRST);
  }

  @AfterEach
  void stop() throws InterruptedException {
    loop.stop();
  }

  @Test
  void whoWaitsForAChangeHearsOfAnErrorAndTheOldModelRunsOn() throws IOException {
    assertThatThrownBy(() ->
            swap(state -> {
              throw new OutOfMemoryError("no room for the model");
            }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no room for the model");
    device.rows("1,1");
    until("the row is scored", () -> loop.status().rows() == 1);
    assertThat(loop.state().generation()).isEqualTo(1);
    assertThat(device.ends).hasValue(0);
    assertThat(device.incidents("device.agent.failed"))
        .singleElement()
        .satisfies(i -> assertThat(i.message()).contains("generation 2", "generation 1 runs on"));
    swap(state -> {});
    assertThat(loop.state().generation()).isEqualTo(2);
  }

  @Test
  void countsEachRowOnceWhenABatchFailsHalfWay() throws IOException {
    AtomicInteger failures = new AtomicInteger(2);
    device.clock =
        new TestingClock(() -> {
          // The batch is scored by then, and counted nowhere that lasts.
          if (inABatch() && failures.getAndDecrement() > 0) {
            throw new IllegalStateException("half done");
          }
        });
    device.rows("1,1", "4,5", "1,1");
    until("the rows are kept", () -> device.rows() == 3);
    assertThat(loop.status()).isEqualTo(new LoopStatus(3, 0, 1, 3));
    assertThat(device.incidents("device.agent.failed"))
        .singleElement()
        .satisfies(
            i -> assertThat(i.message()).contains("the loop of pump.detect failed", "half done"));
  }

  @Test
  void aNodeThatFailsAgainAndAgainIsFailedUntilItWorks() throws IOException {
    AtomicInteger on = new AtomicInteger(1);
    device.clock =
        new TestingClock(() -> {
          if (on.get() == 1) {
            throw new StackOverflowError("deep");
          }
        });
    device.rows("1,1");
    until("the node is failed", () -> device.status().status().equals("failed"));
    assertThat(device.status().reason()).contains("again and again", "deep");
    on.set(0);
    until("the node is active again", () -> device.status().status().equals("active"));
    assertThat(device.status().reason()).isEmpty();
    assertThat(device.rows()).isEqualTo(1);
  }

  @Test
  void aNewModelIsTakenWhileTheLoopFails() throws IOException {
    AtomicInteger on = new AtomicInteger(1);
    device.clock =
        new TestingClock(() -> {
          if (on.get() == 1) {
            throw new StackOverflowError("deep");
          }
        });
    device.rows("1,1");
    until("the node is failed", () -> device.status().status().equals("failed"));
    swap(state -> on.set(0));
    assertThat(loop.state().generation()).isEqualTo(2);
    until("the row is scored", () -> device.rows() == 1);
    until("the node is active again", () -> device.status().status().equals("active"));
  }

  @Test
  void outOfMemoryInTheLoopEndsTheAgent() throws IOException {
    device.clock =
        new TestingClock(() -> {
          throw new OutOfMemoryError("Java heap space");
        });
    device.rows("1,1");
    until("the agent is ended", () -> device.ends.get() == 1);
    assertThat(device.incidents("device.agent.failed"))
        .singleElement()
        .satisfies(i -> assertThat(i.message()).contains("Java heap space", "the agent ends"));
    assertThatThrownBy(() -> swap(state -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has ended");
  }

  /** Intervals are of monotonic time; a bucket begins when the clock says. */
  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2038-01-19T03:14:08Z", "2107-01-01T00:00:00Z"})
  void worksUnderAClockThatIsFarOff(String time) throws IOException {
    device.clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    device.rows("1,1", "4,5");
    until("the rows are kept", () -> device.rows() == 2);
    device.clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    device.rows("x,1", "1,1");
    until("the rows are kept", () -> device.rows() == 3);
    assertThat(device.filled()).first().extracting(Bucket::start).isEqualTo(Instant.parse(time));
    assertThat(device.filled()).last().extracting(Bucket::start).isEqualTo(Instant.EPOCH);
    until("bad rows are told", () -> !device.incidents("device.rows.bad").isEmpty());
  }

  private static boolean inABatch() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("batch")));
  }

  private void swap(Activation activation) throws IOException {
    loop.swap(
        TestingNode.state(TestingNode.SECOND, 2, 10),
        TestingNode.model(TestingNode.SECOND),
        activation);
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Does something before it says what time it is. */
  private static final class TestingClock extends Clock {

    private final Runnable before;

    TestingClock(Runnable before) {
      this.before = before;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      before.run();
      return Instant.parse("2026-03-01T10:00:00Z");
    }
  }
}
