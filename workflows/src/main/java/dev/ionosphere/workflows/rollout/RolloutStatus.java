package dev.ionosphere.workflows.rollout;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a rollout is. */
public enum RolloutStatus {
  /** Asks the hub which devices it goes to. */
  SELECTING,
  /** A wave is asked. */
  ROLLING,
  /** A wave has answered and is watched before it is judged. */
  SOAKING,
  PAUSED,
  /** The waves are through; silent devices still get the release when they come back. */
  CATCHING_UP,
  COMPLETED,
  /** A wave was judged not fit to go on from. */
  FAILED,
  /** A newer release took its place. */
  SUPERSEDED,
  /** By a person, or in Temporal. */
  ABORTED;

  /** As users and the timeline say it, such as {@code catching-up}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
