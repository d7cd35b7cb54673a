package dev.ionosphere.activities.tracing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts spans that continue the trace a message came with. */
public interface Tracing extends AutoCloseable {

  /**
   * @param traceparent W3C, of what caused this; null or malformed starts a new trace
   * @param attributes such as {@code ion} and {@code run}
   */
  Span start(String name, @Nullable String traceparent, Map<String, String> attributes);

  /** Delivers what has not been delivered. */
  @Override
  void close();

  /** Work that is under way. */
  interface Span extends AutoCloseable {

    /** To be sent along with what this work causes; null without a trace. */
    @Nullable String traceparent();

    void failed(Throwable reason);

    @Override
    void close();
  }

  /** To the collector at the endpoint, or nowhere if there is none: then nothing is loaded. */
  static Tracing to(@Nullable String endpoint, String service) {
    return endpoint == null || endpoint.isBlank()
        ? new NoTracing()
        : new CollectorTracing(endpoint, service);
  }
}
