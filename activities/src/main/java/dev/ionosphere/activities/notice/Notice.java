package dev.ionosphere.activities.notice;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is told.
 *
 * @param delivery id that stays the same when a notice is sent again, so that receivers can tell
 * @param kind such as {@code approval.waiting}
 * @param title one line
 * @param text plain text of several lines
 * @param link where to read on
 * @param facts shown as a list, in this order
 */
public record Notice(
    String delivery,
    String kind,
    String title,
    String text,
    Optional<URI> link,
    Map<String, String> facts,
    Instant occurredAt) {

  public Notice {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    if (delivery.isBlank() || !delivery.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
      throw new IllegalArgumentException(
          "notice '%s': a delivery id is printable ASCII without spaces".formatted(delivery));
    }
    if (title.isBlank()) {
      throw new IllegalArgumentException("notice '%s' has no title".formatted(delivery));
    }
  }
}
