package dev.ionosphere.workflows.machine.ask;

import dev.ionosphere.spec.ion.Approvers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when an approval may be decided. A pause stops the clock; what is left then is kept.
 *
 * @param escalatesAt absent: never, or it has
 * @param pausedAt absent: the clock runs
 */
public record Deadline(
    Instant openedAt,
    Instant expiresAt,
    @Nullable Instant escalatesAt,
    @Nullable Instant pausedAt) {

  /**
   * @param paused whether it opens in a pause
   */
  static Deadline of(Approvers approvers, Instant now, boolean paused) {
    return new Deadline(
        now,
        now.plus(approvers.expiresAfter()),
        approvers.escalation().map(escalation -> now.plus(escalation.after())).orElse(null),
        paused ? now : null);
  }

  Deadline paused(Instant now) {
    return pausedAt == null ? new Deadline(openedAt, expiresAt, escalatesAt, now) : this;
  }

  Deadline resumed(Instant now) {
    if (pausedAt == null) {
      return this;
    }
    Duration pause = Duration.between(pausedAt, now);
    return new Deadline(
        openedAt,
        expiresAt.plus(pause),
        escalatesAt == null ? null : escalatesAt.plus(pause),
        null);
  }

  Deadline escalated() {
    return new Deadline(openedAt, expiresAt, null, pausedAt);
  }
}
