package dev.ionosphere.activities.notice;

/** What came of sending. */
public sealed interface NoticeResult {

  record Delivered() implements NoticeResult {}

  /** The receiver, or this process, does not take it. Sending again does not help. */
  record Refused(String reason) implements NoticeResult {}

  /** It may have arrived or not. Sending again, with the same delivery id, may help. */
  record Unreachable(String reason) implements NoticeResult {}
}
