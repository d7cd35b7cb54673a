package dev.ionosphere.api.notification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What notices are about. Each is grouped for itself. */
public enum Topic {
  /** Something people should look at. */
  ALERT,
  APPROVAL_WAITING,
  /** An approval that will soon be rejected because nobody decided. */
  APPROVAL_EXPIRING,
  /** A notice that was not delivered; never to the route that lost it. */
  DELIVERY_LOST,
  /** A person tries a route. */
  TEST;

  /** Such as {@code approval-waiting}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Topic> of(String text) {
    return Arrays.stream(values()).filter(topic -> topic.text().equals(text)).findFirst();
  }
}
