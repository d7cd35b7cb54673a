package dev.ionosphere.edge.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a question may stay open. A proxy on the way may cut it sooner: then it is halved, and
 * grows again while it is not cut. Varied by a fifth, so that a fleet does not ask at once.
 */
final class QuestionLength {

  private static final Duration MOST = Duration.ofSeconds(240);
  private static final Duration LEAST = Duration.ofSeconds(20);

  /** What ends sooner was not cut, it was refused. */
  private static final Duration SHORTEST_CUT = Duration.ofSeconds(10);

  private final RandomGenerator random;
  private Duration longest = MOST;

  QuestionLength(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    return longest.multipliedBy(80 + random.nextInt(41)).dividedBy(100);
  }

  /** Nothing new, in the time that was asked for. */
  void answeredInTime() {
    longest = least(longest.plus(longest.dividedBy(8)), MOST);
  }

  /** Whether a question that failed after so long was cut on its way; the next is shorter then. */
  boolean isCut(Duration after) {
    if (after.compareTo(SHORTEST_CUT) < 0) {
      return false;
    }
    Duration half = longest.dividedBy(2);
    longest = half.compareTo(LEAST) < 0 ? LEAST : half;
    return true;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
