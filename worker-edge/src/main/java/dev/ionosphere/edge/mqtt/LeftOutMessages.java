package dev.ionosphere.edge.mqtt;

import java.time.Duration;
import java.util.Optional;

/** Gathers messages that were left out, and tells of them at most once a minute. */
final class LeftOutMessages {

  private static final Duration APART = Duration.ofMinutes(1);

  private long count;
  private String first = "";
  private boolean telling;
  private long told;

  /**
   * Takes in what an intake left out, perhaps nothing.
   *
   * @param now monotonic nanoseconds
   * @return what is to be told now
   */
  Optional<String> add(Intake intake, long now) {
    if (count == 0) {
      first = intake.firstOfThem().orElse("");
    }
    count += intake.leftOut();
    if (count == 0 || telling && now - told < APART.toNanos()) {
      return Optional.empty();
    }
    String message = "%d messages left out; first: %s".formatted(count, first);
    count = 0;
    telling = true;
    told = now;
    return Optional.of(message);
  }
}
