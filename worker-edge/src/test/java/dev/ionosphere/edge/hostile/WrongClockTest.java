package dev.ionosphere.edge.hostile;

import static dev.ionosphere.edge.hostile.AttackedDevice.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.feed.PollingFeed;
import dev.ionosphere.edge.testing.TestingAgent;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.Telemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device whose clock is wrong by decades polls, follows and reports as any other. */
@Timeout(60)
class WrongClockTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:01Z", "2038-01-19T03:14:08Z"})
  void followsAndReportsWithoutARefusal(String now) throws Exception {
    try (TestingHub hub = new TestingHub("")) {
      Instant time = Instant.parse(now);
      TestingAgent agent = new TestingAgent(hub, directory, Clock.fixed(time, ZoneOffset.UTC));
      PollingFeed feed =
          new PollingFeed(agent.book, agent.intake, new Random(1), System::nanoTime, Thread::sleep);
      List<Thread> links =
          List.of(
              Thread.ofPlatform().start(feed::run),
              Thread.ofPlatform().start(agent.follower::run),
              Thread.ofPlatform().start(() -> agent.delivery.run(Duration.ofMillis(50))));
      for (long generation = 1; generation <= 3; generation++) {
        TestingModel model = TestingModel.signedBy(hub.signer, "m" + generation);
        hub.publish(model);
        hub.orders.next(TestingAgent.DEVICE, generation, model.reference());
        long expected = generation;
        until("it is followed", () -> active(hub, expected));
      }
      assertThat(hub.incidents("device.order.refused")).isEmpty();
      assertThat(hub.deliveries.getLast().sent()).isEqualTo(time);
      links.forEach(Thread::interrupt);
      agent.stop();
    }
  }

  private static boolean active(TestingHub hub, long generation) {
    return !hub.deliveries.isEmpty()
        && hub.deliveries.getLast().outcomes().stream()
            .filter(outcome -> outcome.status() == ApplyOutcome.Status.ACTIVE)
            .map(Telemetry.Outcome::generation)
            .anyMatch(is -> is == generation);
  }
}
