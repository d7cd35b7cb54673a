package dev.ionosphere.examples;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition of another process, and says what was seen last when it does not come. */
final class Eventually {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private Eventually() {}

  static void holds(
      String what, Duration limit, BooleanSupplier condition, Supplier<Object> lastSeen) {
    holds(what, limit, BETWEEN_LOOKS, condition, lastSeen);
  }

  static void holds(
      String what,
      Duration limit,
      Duration betweenLooks,
      BooleanSupplier condition,
      Supplier<Object> lastSeen) {
    Instant deadline = Instant.now().plus(limit);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(
            what + " did not come within " + limit + "; last: " + lastSeen.get());
      }
      LockSupport.parkNanos(betweenLooks.toNanos());
    }
  }
}
