package dev.ionosphere.edge.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  @TempDir Path directory;
  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private Incidents incidents;
  private Supervisor supervisor;

  @BeforeEach
  void make() throws IOException {
    incidents = new Incidents(Spool.open(directory, 1 << 20), Clock.systemUTC());
    supervisor = new Supervisor(incidents, ends::incrementAndGet, nanos::get);
  }

  @Test
  void startsAThreadAgainThatFailed() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(3);
    Thread thread =
        supervisor.start(
            "link",
            () -> {
              third.countDown();
              if (runs.incrementAndGet() < 3) {
                throw new AssertionError("failure " + runs.get());
              }
              Thread.currentThread().interrupt();
            });
    assertThat(third.await(30, TimeUnit.SECONDS)).isTrue();
    thread.join();
    assertThat(incidents.last("device.agent.failed").orElseThrow())
        .contains("thread link failed", "it is started again", "failure 2");
    assertThat(supervisor.failing()).containsOnlyKeys("thread link");
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(3));
    assertThat(supervisor.failing()).isEmpty();
    assertThat(ends).hasValue(0);
  }

  @Test
  void endsWithTheThreadThatIsInterrupted() throws InterruptedException {
    Thread thread =
        supervisor.start(
            "link",
            () -> {
              throw new IllegalStateException("always");
            });
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void workThatEndsByItselfHasFailed() throws InterruptedException {
    CountDownLatch again = new CountDownLatch(2);
    Thread thread = supervisor.start("link", again::countDown);
    assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    thread.join();
    assertThat(incidents.last("device.agent.failed").orElseThrow())
        .contains("thread link failed", "it ended, and nobody asked it to");
  }

  @Test
  void aFailureThatCannotBeSaidEndsNoThread() throws IOException {
    TestingPowerCut disk = new TestingPowerCut(directory);
    Incidents told =
        new Incidents(Spool.open(disk, directory.resolve("spool"), 1 << 20), Clock.systemUTC());
    Supervisor careful = new Supervisor(told, ends::incrementAndGet, nanos::get);
    disk.from(1, Fault.NO_POWER);
    careful.failed("the loop", null, new IllegalStateException("it broke"), "it goes on");
    assertThat(careful.failing()).containsOnlyKeys("the loop");
    assertThat(ends).hasValue(0);
  }

  @Test
  void endsTheAgentWhenMemoryIsOut() {
    supervisor.failed("part", null, new OutOfMemoryError("Java heap space"), "nothing goes on");
    assertThat(ends).hasValue(1);
    assertThat(incidents.last("device.agent.failed").orElseThrow())
        .contains("Java heap space", "the agent ends");
  }

  @Test
  void waitsLongerAfterEachFailureUpToAMinute() {
    Backoff backoff = new Backoff();
    long now = Long.MAX_VALUE;
    assertThat(backoff.failed(now)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
    assertThat(backoff.failed(now)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.failed(now)).isLessThanOrEqualTo(TimeUnit.MINUTES.toNanos(1));
    }
    assertThat(backoff.failures()).isEqualTo(102);
    assertThat(backoff.failed(now + TimeUnit.MINUTES.toNanos(3)))
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
  }
}
