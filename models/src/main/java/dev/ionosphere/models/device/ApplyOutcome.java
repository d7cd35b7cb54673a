package dev.ionosphere.models.device;

/**
 * A device's answer.
 *
 * @param generation the one it runs now
 * @param reason empty when active; else what was wrong, with what was got and what was expected
 */
public record ApplyOutcome(
    String device, long generation, String digest, Status status, String reason) {

  /** Whether the device runs what it was asked to run. */
  public enum Status {
    ACTIVE,
    REFUSED
  }
}
