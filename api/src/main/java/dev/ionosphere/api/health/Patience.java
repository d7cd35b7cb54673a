package dev.ionosphere.api.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long something may be unknown before it is taken for wrong: two minutes from when it was
 * first asked about. The timeline comes to the hub by another way than what devices send.
 */
final class Patience {

  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int MOST = 10_000;

  private final Clock clock;
  private final Map<String, Instant> since =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  Patience(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean lasts(String what) {
    Instant now = clock.instant();
    Instant first = since.computeIfAbsent(what, key -> now);
    return now.isBefore(first.plus(LONGEST));
  }
}
