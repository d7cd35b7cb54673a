package dev.ionosphere.activities.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Spans over OTLP/HTTP. A collector that is down loses spans and nothing else. */
final class CollectorTracing implements Tracing {
  private static final String SPANS = "/v1/traces";

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  CollectorTracing(String endpoint, String service) {
    String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder().setEndpoint(base + SPANS).build())
                    .build())
            .build();
    tracer = provider.get("dev.ionosphere");
  }

  @Override
  public Span start(String name, @Nullable String traceparent, Map<String, String> attributes) {
    SpanBuilder builder = tracer.spanBuilder(name);
    Optional<TraceParent> parent = TraceParent.parse(traceparent);
    if (parent.isPresent()) {
      builder.setParent(Context.root().with(remote(parent.get())));
    } else {
      builder.setNoParent();
    }
    attributes.forEach(builder::setAttribute);
    return new Started(builder.startSpan());
  }

  private static io.opentelemetry.api.trace.Span remote(TraceParent parent) {
    return io.opentelemetry.api.trace.Span.wrap(
        SpanContext.createFromRemoteParent(
            parent.trace(),
            parent.span(),
            parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
            TraceState.getDefault()));
  }

  @Override
  public void close() {
    provider.shutdown().join(5, TimeUnit.SECONDS);
  }

  private record Started(io.opentelemetry.api.trace.Span span) implements Span {
    @Override
    public String traceparent() {
      SpanContext context = span.getSpanContext();
      return new TraceParent(context.getTraceId(), context.getSpanId(), context.isSampled())
          .toString();
    }

    @Override
    public void failed(Throwable reason) {
      span.recordException(reason);
      span.setStatus(StatusCode.ERROR, String.valueOf(reason.getMessage()));
    }

    @Override
    public void close() {
      span.end();
    }
  }
}
