package dev.ionosphere.workflows.ion;

import java.util.Locale;

/** Where an ION is in its life. */
public enum IonStatus {
  /** Not yet taken its first step. */
  LAUNCHING,
  RUNNING,
  PAUSED,
  /** For good; a new launch starts a new life. */
  STOPPED;

  /** As users see it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
