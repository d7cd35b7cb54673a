package dev.ionosphere.workflows.machine.state;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an ION is in its life. */
public enum IonStatus {
  LAUNCHING,
  RUNNING,
  PAUSED,
  STOPPED;

  /** As users and Temporal's search attributes have it. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
