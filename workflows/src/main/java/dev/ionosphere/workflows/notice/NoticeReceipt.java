package dev.ionosphere.workflows.notice;

import org.jspecify.annotations.Nullable;

/**
 * What came of a notice.
 *
 * @param reason of one that was not delivered
 */
public record NoticeReceipt(State state, @Nullable String reason) {

  public static final NoticeReceipt DELIVERED = new NoticeReceipt(State.DELIVERED, null);

  public enum State {
    DELIVERED,
    /** The receiver, or the worker, does not take it; sending again does not help. */
    REFUSED,
    /** Trouble lasted longer than sending again is worth. */
    GIVEN_UP
  }

  public static NoticeReceipt refused(String reason) {
    return new NoticeReceipt(State.REFUSED, reason);
  }

  public static NoticeReceipt givenUp(String reason) {
    return new NoticeReceipt(State.GIVEN_UP, reason);
  }
}
