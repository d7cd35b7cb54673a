package dev.ionosphere.workflows.machine.state;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an ION is in its life. */
public enum IonStatus {
  LAUNCHING,
  /** Begins again where it was paused. */
  LAUNCHING_PAUSED,
  RUNNING,
  PAUSED,
  STOPPED;

  /** As users and Temporal's search attributes have it. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it has not taken its first step. */
  public boolean isLaunching() {
    return switch (this) {
      case LAUNCHING, LAUNCHING_PAUSED -> true;
      case RUNNING, PAUSED, STOPPED -> false;
    };
  }
}
