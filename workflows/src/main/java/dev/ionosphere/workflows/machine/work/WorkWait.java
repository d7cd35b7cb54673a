package dev.ionosphere.workflows.machine.work;

import dev.ionosphere.workflows.timeline.Storable;
import java.time.Instant;

/**
 * Work that cannot go on until something outside is back.
 *
 * @param step such as {@code register}
 * @param reason what is waited for, cut to what can be kept
 */
public record WorkWait(String step, String reason, Instant since) {

  public WorkWait {
    // It comes by a signal, which may hold anything.
    reason = Storable.reason(reason);
  }

  /** Such as {@code waiting for the hub at http://127.0.0.1:8420 since 10:00}. */
  public String text() {
    return "waiting since %s: %s".formatted(since, reason);
  }
}
