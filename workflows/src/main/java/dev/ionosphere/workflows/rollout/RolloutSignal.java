package dev.ionosphere.workflows.rollout;

import java.util.Locale;

/** The signals of a rollout. */
public enum RolloutSignal {
  PAUSE,
  RESUME,
  ABORT,
  SUPERSEDE;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
