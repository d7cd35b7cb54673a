package dev.ionosphere.api.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import jakarta.inject.Singleton;

/** Traces of what the hub does by itself. */
@Singleton
public final class BackgroundTraces {

  private final OpenTelemetrySdk sdk;

  BackgroundTraces(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /** Begins a new trace with one short span; the answer is its W3C traceparent. */
  public String begin(String name) {
    Span span =
        sdk.getTracer("ionosphere.hub")
            .spanBuilder(name)
            .setNoParent()
            .setSpanKind(SpanKind.PRODUCER)
            .startSpan();
    span.end();
    return Traces.parent(span.getSpanContext());
  }
}
