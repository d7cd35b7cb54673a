package dev.ionosphere.api.dashboard;

import java.util.Locale;

/** What a state means to a person at a glance; always shown with the state's own word. */
public enum Tone {
  /** As it should be. */
  OK,
  /** Something is under way. */
  BUSY,
  /** A person or a device is waited for. */
  WAIT,
  /** Something is wrong. */
  BAD,
  /** Nothing is going on. */
  IDLE;

  /** The name of its colours in the style sheet. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The tone of any state word the hub uses; words it does not know are calm. */
  public static Tone of(String state) {
    return switch (state) {
      case "released",
          "active",
          "finished",
          "completed",
          "approved",
          "approve",
          "passed",
          "fit",
          "fine",
          "delivered" ->
          OK;
      case "running",
          "rolling",
          "submitted",
          "packaging",
          "registering",
          "fetching",
          "staged",
          "told",
          "being asked",
          "sending" ->
          BUSY;
      case "pending",
          "waiting",
          "waiting-for-outside",
          "paused",
          "silent",
          "behind",
          "due",
          "warning",
          "late",
          "open" ->
          WAIT;
      case "failed",
          "lost",
          "rejected",
          "reject",
          "drifted",
          "raised",
          "aborted",
          "critical",
          "refused",
          "expired",
          "given-up" ->
          BAD;
      default -> IDLE;
    };
  }
}
