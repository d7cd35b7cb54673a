package dev.ionosphere.api.notification;

import dev.ionosphere.workflows.notice.NoticeReceipt;
import java.util.Locale;

/** How far a notice is. */
enum DeliveryState {
  /** Written, not with Temporal yet. */
  WAITING,
  /** A workflow sends it. */
  SENDING,
  DELIVERED,
  /** The receiver, or the worker, does not take it. */
  REFUSED,
  /** It was tried for a day. */
  GIVEN_UP;

  /** Such as {@code given-up}. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static DeliveryState of(NoticeReceipt.State state) {
    return switch (state) {
      case DELIVERED -> DELIVERED;
      case REFUSED -> REFUSED;
      case GIVEN_UP -> GIVEN_UP;
    };
  }
}
