package dev.ionosphere.edge.hub;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait after the hub did not answer as it should. The first wait is anything up to a
 * spread, as a fleet loses its hub at one moment. Then 5 s, doubled up to 15 min, each varied after
 * the cap, so that devices at the cap do not come in step.
 */
public final class HubBackoff {

  private static final Duration SPREAD = Duration.ofSeconds(5);
  private static final Duration FIRST = Duration.ofSeconds(5);
  static final Duration MOST = Duration.ofMinutes(15);

  private final RandomGenerator random;
  private int failures;

  public HubBackoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param asked how long the hub asks to be left alone: at least so long, at most 15 min and what
   *     spreads them
   */
  public Duration next(Optional<Duration> asked) {
    Duration own = failures == 0 ? upTo(SPREAD) : around(grown());
    failures++;
    return asked
        .map(wait -> wait.compareTo(MOST) < 0 ? wait : MOST)
        .map(wait -> wait.plus(upTo(wait.dividedBy(2))))
        .filter(wait -> wait.compareTo(own) > 0)
        .orElse(own);
  }

  public void reset() {
    failures = 0;
  }

  private Duration grown() {
    Duration wait = FIRST;
    for (int i = 1; i < failures && wait.compareTo(MOST) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(MOST) < 0 ? wait : MOST;
  }

  /** From half of it to one and a half. */
  private Duration around(Duration wait) {
    return wait.dividedBy(2).plus(upTo(wait));
  }

  private Duration upTo(Duration most) {
    return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
  }
}
