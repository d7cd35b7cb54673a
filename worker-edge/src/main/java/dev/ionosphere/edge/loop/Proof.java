package dev.ionosphere.edge.loop;

import java.time.Duration;

/**
 * Whether the device has seen a model score well: rows scored and kept, a minute or more after it
 * began, with nothing failed in between. What fails begins anew. One thread.
 */
final class Proof {

  static final Duration SPAN = Duration.ofMinutes(1);

  private final long begun;
  private boolean given;

  Proof(long now) {
    this.begun = now;
  }

  /** Whether so many rows, scored and kept now, make the proof. */
  boolean makes(long rows, long now) {
    return !given && rows > 0 && now - begun >= SPAN.toNanos();
  }

  void given() {
    given = true;
  }
}
