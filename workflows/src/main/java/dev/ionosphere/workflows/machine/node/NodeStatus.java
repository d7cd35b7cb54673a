package dev.ionosphere.workflows.machine.node;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a node stands, in one word; the same for REST, pages and Temporal. */
public enum NodeStatus {
  IDLE,
  RUNNING,
  /** Work cannot go on until something outside is back. */
  WAITING_FOR_OUTSIDE,
  /** For people. */
  WAITING,
  /** An inference node without a model. */
  EMPTY,
  ROLLING,
  ACTIVE,
  FAILED;

  /** Such as {@code rolling}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
