package dev.ionosphere.api.problem;

import org.jspecify.annotations.Nullable;

/** How long a reason that a person gives may be; it stays on the timeline for ever. */
public final class Reasons {

  /** Characters. */
  public static final int LONGEST = 1_000;

  /**
   * @throws HubException if it is longer; the caller gets a 422
   */
  public static void check(@Nullable String reason) {
    int length = reason == null ? 0 : reason.codePointCount(0, reason.length());
    if (length > LONGEST) {
      throw new HubException(
          ErrorCode.INVALID,
          "reason: got " + length + " characters, allowed are at most " + LONGEST);
    }
  }

  private Reasons() {}
}
