package dev.ionosphere.spec.ion;

import java.util.Locale;
import java.util.Optional;

/** What an event edge can be {@code on}. */
public enum EventName {
  /** Live data is no longer like what the model was trained on. */
  DRIFT,
  /** More rows are anomalies than are allowed. */
  ANOMALY,
  /** A run or a rollout failed. */
  FAILED,
  /** A candidate waits for people. */
  WAITING,
  /** A candidate was rejected, by people, by a gate or by time. */
  REJECTED;

  /** As documents have it, such as {@code drift}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<EventName> of(String text) {
    for (EventName name : values()) {
      if (name.text().equals(text)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
