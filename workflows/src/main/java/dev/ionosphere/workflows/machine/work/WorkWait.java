package dev.ionosphere.workflows.machine.work;

import java.time.Instant;

/**
 * Work that cannot go on until something outside is back.
 *
 * @param step such as {@code register}
 * @param reason what is waited for
 */
public record WorkWait(String step, String reason, Instant since) {

  /** Such as {@code waiting for the hub at http://127.0.0.1:8420 since 10:00}. */
  public String text() {
    return "waiting since %s: %s".formatted(since, reason);
  }
}
