package dev.ionosphere.api.trace;

import dev.ionosphere.api.access.DeviceRequester;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server span for every request that has a route, and its ids in every log line. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(-100)
final class TraceFilter {

  private static final int AFTER_ACCESS = 0;

  private static final TextMapGetter<HttpHeaders> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpHeaders headers) {
          return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String key) {
          return headers == null ? null : headers.findFirst(key).orElse(null);
        }
      };

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;

  TraceFilter(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("ionosphere.hub");
  }

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext propagated) {
    Optional<UriRouteMatch<?, ?>> route =
        RouteAttributes.getRouteMatch(request)
            .filter(UriRouteMatch.class::isInstance)
            .map(match -> (UriRouteMatch<?, ?>) match);
    if (route.isEmpty()) {
      return;
    }
    Context parent =
        sdk.getPropagators()
            .getTextMapPropagator()
            .extract(Context.root(), request.getHeaders(), HEADERS);
    String name =
        request.getMethodName()
            + " "
            + RouteAttributes.getRouteInfo(request).map(Object::toString).orElse("?");
    Span span =
        tracer
            .spanBuilder(
                uriTemplate(request).map(t -> request.getMethodName() + " " + t).orElse(name))
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .startSpan();
    request.setAttribute(Traces.SPAN, span);
    propagated.add(
        new MdcPropagationContext(facts(route.get().getVariableValues(), request.getPath(), span)));
  }

  /** The device that signed, once it is known; many of its calls do not name it in their path. */
  @RequestFilter
  @Order(AFTER_ACCESS)
  void device(MutablePropagatedContext propagated, @Nullable DeviceRequester requester) {
    PropagatedContext context = propagated.getContext();
    if (requester == null || context == null) {
      return;
    }
    context
        .find(MdcPropagationContext.class)
        .ifPresent(known -> {
          Map<String, String> facts = new HashMap<>(known.state());
          facts.put("device", requester.device());
          propagated.replace(known, new MdcPropagationContext(facts));
        });
  }

  private static Optional<String> uriTemplate(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request)
        .filter(io.micronaut.web.router.UriRouteInfo.class::isInstance)
        .map(info ->
            ((io.micronaut.web.router.UriRouteInfo<?, ?>) info)
                .getUriMatchTemplate()
                .toPathString());
  }

  @ResponseFilter
  void end(HttpRequest<?> request, HttpResponse<?> response) {
    request
        .getAttribute(Traces.SPAN, Span.class)
        .ifPresent(span -> {
          span.setAttribute("http.response.status_code", response.code());
          span.setAttribute("http.request.method", request.getMethodName());
          span.setAttribute("url.path", request.getPath());
          if (response.code() >= 500) {
            span.setStatus(StatusCode.ERROR);
          }
          span.end();
        });
  }

  /** What the path names, for the log: /ions/{name}, {node}, /devices/{id}. */
  private static Map<String, String> facts(Map<String, Object> variables, String path, Span span) {
    Map<String, String> facts = new HashMap<>();
    facts.put("trace", span.getSpanContext().getTraceId());
    for (String known : List.of("ion", "node", "device")) {
      Object value = variables.get(known);
      if (value != null) {
        facts.put(known, value.toString());
      }
    }
    return facts;
  }
}
