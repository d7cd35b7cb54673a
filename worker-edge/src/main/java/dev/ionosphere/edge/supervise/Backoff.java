package dev.ionosphere.edge.supervise;

import java.time.Duration;

/** Failures in a row, and how long to wait after the last of them. One thread. */
public final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(250);
  static final Duration MOST = Duration.ofMinutes(1);

  private int failures;
  private long failedAt;

  /**
   * Counts a failure.
   *
   * @param now monotonic nanoseconds
   * @return nanoseconds to wait
   */
  public long failed(long now) {
    failures = isOver(now) ? 1 : failures + 1;
    failedAt = now;
    return wait(failures);
  }

  public void worked() {
    failures = 0;
  }

  /** Failures in a row. */
  public int failures() {
    return failures;
  }

  /** Whether the longest wait has passed since the last failure: what fails next is another. */
  public boolean isOver(long now) {
    return failures > 0 && now - failedAt > 2 * MOST.toNanos();
  }

  private static long wait(int failures) {
    return Math.min(FIRST.toNanos() << Math.min(failures - 1, 20), MOST.toNanos());
  }
}
