package dev.ionosphere.activities.tracing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What every log line of a piece of work carries. */
public final class LogContext implements AutoCloseable {
  private static final String PARENT = "traceparent";

  /** What the fields were before; null where they were not. */
  private final Map<String, @Nullable String> before;

  private LogContext(Map<String, @Nullable String> before) {
    this.before = before;
  }

  /**
   * Opens for this thread: {@code fields} such as ion, node and run, and the trace's id. Inside of
   * another one it adds to it and overrides it.
   */
  public static LogContext open(Map<String, String> fields, @Nullable String traceparent) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    TraceParent.parse(traceparent)
        .ifPresent(parent -> {
          all.put("trace", parent.trace());
          all.put(PARENT, parent.toString());
        });
    Map<String, @Nullable String> before = new LinkedHashMap<>();
    all.keySet().forEach(name -> before.put(name, MDC.get(name)));
    all.forEach(MDC::put);
    return new LogContext(before);
  }

  /** The W3C traceparent of what this thread is doing, to be sent along with calls. */
  public static Optional<String> traceparent() {
    return Optional.ofNullable(MDC.get(PARENT));
  }

  @Override
  public void close() {
    before.forEach((name, value) -> {
      if (value == null) {
        MDC.remove(name);
      } else {
        MDC.put(name, value);
      }
    });
  }
}
