package dev.ionosphere.edge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HubBackoffTest {

  private static final Optional<Duration> NOT_ASKED = Optional.empty();

  private final HubBackoff backoff = new HubBackoff(new Random(7));

  @Test
  void firstWaitsSpreadAFleetOut() {
    List<Duration> waits =
        Stream.generate(
                () -> {
                  backoff.reset();
                  return backoff.next(NOT_ASKED);
                })
            .limit(1_000)
            .toList();
    assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(5)) <= 0);
    assertThat(waits).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) < 0);
    assertThat(waits).anyMatch(wait -> wait.compareTo(Duration.ofSeconds(4)) > 0);
  }

  @Test
  void growsFromFiveSecondsToAQuarterOfAnHour() {
    backoff.next(NOT_ASKED);
    assertThat(backoff.next(NOT_ASKED)).isBetween(seconds(2.5), seconds(7.5));
    assertThat(backoff.next(NOT_ASKED)).isBetween(seconds(5), seconds(15));
    for (int i = 0; i < 1_000; i++) {
      backoff.next(NOT_ASKED);
    }
    assertThat(backoff.next(NOT_ASKED)).isBetween(seconds(450), seconds(1_350));
  }

  @Test
  void devicesAtTheCapDoNotComeInStep() {
    for (int i = 0; i < 20; i++) {
      backoff.next(NOT_ASKED);
    }
    List<Duration> waits = Stream.generate(() -> backoff.next(NOT_ASKED)).limit(1_000).toList();
    assertThat(waits.stream().distinct()).hasSizeGreaterThan(900);
    assertThat(waits).anyMatch(wait -> wait.compareTo(seconds(550)) < 0);
    assertThat(waits).anyMatch(wait -> wait.compareTo(seconds(1_250)) > 0);
  }

  @Test
  void neverWaitsLessThanTheHubAskedFor() {
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next(Optional.of(seconds(60)))).isGreaterThanOrEqualTo(seconds(60));
    }
    backoff.reset();
    assertThat(backoff.next(Optional.of(Duration.ofDays(300))))
        .isBetween(seconds(900), seconds(1_350));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (1_000 * seconds));
  }
}
