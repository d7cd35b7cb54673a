package dev.ionosphere.edge.trace;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids of a W3C traceparent. */
record Traceparent(String traceId, @Nullable String parentId) {

  private static final Pattern FORM =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

  /** Goes on with the trace of the header, or begins one if it is absent or malformed. */
  static Traceparent of(@Nullable String header) {
    Matcher matcher = FORM.matcher(header == null ? "" : header);
    return matcher.matches()
        ? new Traceparent(matcher.group(1), matcher.group(2))
        : new Traceparent(random() + random(), null);
  }

  static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
  }
}
