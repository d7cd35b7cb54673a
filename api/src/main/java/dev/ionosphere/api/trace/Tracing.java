package dev.ionosphere.api.trace;

import dev.ionosphere.api.HubConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import jakarta.inject.Singleton;

/**
 * Spans always have ids, for logs and workflows; they are exported only if there is an endpoint.
 */
@Factory
final class Tracing {

  @Singleton
  @Bean(preDestroy = "close")
  OpenTelemetrySdk sdk(HubConfiguration configuration) {
    SdkTracerProviderBuilder provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    io.opentelemetry.api.common.Attributes.of(
                        AttributeKey.stringKey("service.name"), "ionosphere-hub")));
    if (!configuration.traces().isEmpty()) {
      provider.addSpanProcessor(
          BatchSpanProcessor.builder(Exporter.to(configuration.traces())).build());
    }
    return OpenTelemetrySdk.builder()
        .setTracerProvider(provider.build())
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
  }

  /** Apart, so that the exporter's classes are loaded only when it is used. */
  private static final class Exporter {
    static OtlpHttpSpanExporter to(String endpoint) {
      String base = endpoint.endsWith("/") ? endpoint : endpoint + "/";
      return OtlpHttpSpanExporter.builder().setEndpoint(base + "v1/traces").build();
    }
  }
}
