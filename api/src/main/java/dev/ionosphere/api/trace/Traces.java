package dev.ionosphere.api.trace;

import io.micronaut.http.context.ServerRequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The trace of the request in hand. */
public final class Traces {

  static final String SPAN = "ionosphere.span";

  /** The W3C traceparent that goes into workflows; null outside of a request. */
  public static @Nullable String current() {
    return span().map(Span::getSpanContext).map(Traces::parent).orElse(null);
  }

  static Optional<Span> span() {
    return ServerRequestContext.currentRequest()
        .flatMap(request -> request.getAttribute(SPAN, Span.class));
  }

  static String parent(SpanContext context) {
    return "00-"
        + context.getTraceId()
        + "-"
        + context.getSpanId()
        + "-"
        + context.getTraceFlags().asHex();
  }

  private Traces() {}
}
