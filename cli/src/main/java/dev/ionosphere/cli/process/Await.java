package dev.ionosphere.cli.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Await() {}

  /** Whether the condition came true in time; it is asked ten times a second. */
  public static boolean until(Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      pause(PAUSE);
    }
    return true;
  }

  /** Time between two looks at something that only says how it is when asked. */
  public static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
