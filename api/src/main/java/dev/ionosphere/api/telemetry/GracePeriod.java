package dev.ionosphere.api.telemetry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long something may be unknown before it is refused: two minutes after the first request for
 * it. The timeline may reach the hub later than what devices send.
 */
final class GracePeriod {

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Cache<String, Instant> since =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  GracePeriod(Clock clock) {
    this.clock = clock;
  }

  boolean lasts(String what) {
    Instant now = clock.instant();
    Instant first = since.get(what, key -> now);
    return now.isBefore(first.plus(LONGEST));
  }
}
