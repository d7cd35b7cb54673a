package dev.ionosphere.edge.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows that were left out and tells of them: at once of the first, then of all since, at
 * most once a minute. A source may have one in every window for months.
 */
final class BadRows {

  private static final Duration APART = Duration.ofMinutes(1);

  private long rows;
  private @Nullable String first;
  private @Nullable Instant told;

  /**
   * Takes in what a window left out, perhaps nothing.
   *
   * @param firstOfThem what was wrong with the first
   * @return what is to be told now
   */
  Optional<String> add(long more, @Nullable String firstOfThem, Instant now) {
    if (rows == 0) {
      first = firstOfThem;
    }
    rows += more;
    if (rows == 0 || tooSoon(now)) {
      return Optional.empty();
    }
    String message = "%d rows left out; first: %s".formatted(rows, first);
    rows = 0;
    told = now;
    return Optional.of(message);
  }

  /** A clock that was set back makes nobody wait. */
  private boolean tooSoon(Instant now) {
    return told != null && !now.isBefore(told) && now.isBefore(told.plus(APART));
  }
}
