package dev.ionosphere.activities.tracing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What every log line of a piece of work carries. */
public final class LogContext implements AutoCloseable {
  private static final String PARENT = "traceparent";

  private final Map<String, String> fields;

  private LogContext(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Opens for this thread: {@code fields} such as ion, node and run, and the trace's id. */
  public static LogContext open(Map<String, String> fields, @Nullable String traceparent) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    TraceParent.parse(traceparent)
        .ifPresent(parent -> {
          all.put("trace", parent.trace());
          all.put(PARENT, parent.toString());
        });
    all.forEach(MDC::put);
    return new LogContext(all);
  }

  /** The W3C traceparent of what this thread is doing, to be sent along with calls. */
  public static Optional<String> traceparent() {
    return Optional.ofNullable(MDC.get(PARENT));
  }

  @Override
  public void close() {
    fields.keySet().forEach(MDC::remove);
  }
}
