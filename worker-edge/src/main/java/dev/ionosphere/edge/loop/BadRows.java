package dev.ionosphere.edge.loop;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows that were left out and tells of them: at once of the first, then of all since, at
 * most once a minute. A source may have one in every bucket for months.
 */
final class BadRows {

  private static final Duration APART = Duration.ofMinutes(1);

  private long rows;
  private @Nullable String first;
  private boolean telling;
  private long told;

  /**
   * Takes in what buckets left out, perhaps nothing.
   *
   * @param firstOfThem what was wrong with the first
   * @param now monotonic nanoseconds
   * @return what is to be told now
   */
  Optional<String> add(long more, @Nullable String firstOfThem, long now) {
    if (rows == 0) {
      first = firstOfThem;
    }
    rows += more;
    if (rows == 0 || tooSoon(now)) {
      return Optional.empty();
    }
    String message = "%d rows left out; first: %s".formatted(rows, first);
    rows = 0;
    telling = true;
    told = now;
    return Optional.of(message);
  }

  private boolean tooSoon(long now) {
    return telling && now - told < APART.toNanos();
  }
}
