package dev.ionosphere.workflows.notice;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is told.
 *
 * @param delivery stays the same when it is sent again, so that receivers can tell; printable ASCII
 *     without spaces
 * @param kind such as {@code approvals.waiting}
 * @param title one line
 * @param text plain text of several lines
 * @param link where to read on
 * @param facts shown as a list, in this order
 */
public record NoticeMessage(
    String delivery,
    String kind,
    String title,
    String text,
    @Nullable String link,
    Map<String, String> facts,
    Instant occurredAt) {

  public NoticeMessage {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /** The same to another receiver. */
  public NoticeMessage again(String other) {
    return new NoticeMessage(other, kind, title, text, link, facts, occurredAt);
  }
}
