package dev.ionosphere.edge.loop;

import java.time.Duration;
import java.time.Instant;

/**
 * One stretch of the device's time, in which a bucket is filled: it begins at a whole multiple of
 * its length and is over when that has passed, or when the clock was set to another.
 *
 * @param start as the clock had it
 * @param overAt monotonic nanoseconds
 */
record Stretch(Instant start, int seconds, long overAt) {

  static final int LONGEST = 86_400;

  /** A clock that runs a little slow does not begin the same stretch twice. */
  private static final Duration LEEWAY = Duration.ofMillis(20);

  /**
   * @param nanos monotonic
   */
  static Stretch at(Instant now, long nanos, int seconds) {
    Instant start = startOf(now, seconds);
    Duration left = Duration.between(now, start.plusSeconds(seconds));
    return new Stretch(start, seconds, nanos + left.plus(LEEWAY).toNanos());
  }

  /** When the stretch of that time begins; none does before 1970. */
  static Instant startOf(Instant time, int seconds) {
    long since = Math.max(0, time.getEpochSecond());
    return Instant.ofEpochSecond(since - since % seconds);
  }

  boolean isOver(Instant now, long nanos) {
    return nanos - overAt >= 0
        || startOf(now, seconds).isBefore(start)
        || startOf(now.minus(LEEWAY), seconds).isAfter(start);
  }
}
