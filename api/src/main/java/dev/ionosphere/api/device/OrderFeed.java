package dev.ionosphere.api.device;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a device takes its orders. */
public enum OrderFeed {
  /** From its own queue at Temporal, and from the hub what does not come by rollouts. */
  TEMPORAL,
  /** It asks the hub, and knows nothing of Temporal. */
  POLL;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String inWords() {
    return switch (this) {
      case TEMPORAL -> "from its queue in Temporal";
      case POLL -> "asks the hub";
    };
  }

  public static Optional<OrderFeed> of(String text) {
    return Arrays.stream(values()).filter(feed -> feed.text().equals(text)).findFirst();
  }
}
