package dev.ionosphere.edge.trace;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes spans. Without an endpoint they only carry the trace id into the log. */
public final class Tracing {

  private final @Nullable OtlpExporter exporter;

  private Tracing(@Nullable OtlpExporter exporter) {
    this.exporter = exporter;
  }

  /**
   * @param endpoint of a collector's OTLP/HTTP receiver; nothing is loaded without one
   */
  public static Tracing to(Optional<URI> endpoint, String device) {
    return new Tracing(endpoint.isPresent() ? OtlpExporter.to(endpoint.get(), device) : null);
  }

  /** What sends spans until its thread is interrupted; empty: nothing does. */
  public Optional<Runnable> exporter() {
    @Nullable OtlpExporter sends = exporter;
    return sends == null ? Optional.empty() : Optional.of(sends::run);
  }

  /** Goes on with the trace that caused the work. */
  public Span start(String name, @Nullable String traceparent) {
    Traceparent parent = Traceparent.of(traceparent);
    return new Span(this, name, parent.traceId(), parent.parentId());
  }

  void ended(Span span, Instant end) {
    if (exporter != null) {
      exporter.export(span, end);
    }
  }
}
