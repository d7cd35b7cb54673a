package dev.ionosphere.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A collector's OTLP/HTTP receiver: keeps what it is sent, as protobuf or as JSON. */
final class TraceReceiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /**
   * A span.
   *
   * @param service that sent it
   * @param trace 32 hex digits
   */
  record Span(String service, String trace, String name) {}

  TraceReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> of(String trace) {
    return spans.stream().filter(span -> span.trace().equals(trace)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
      if (type.contains("json")) {
        JSON.readTree(body).path("resourceSpans").forEach(this::take);
      } else {
        ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::take);
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private void take(JsonNode sent) {
    String service = "";
    for (JsonNode attribute : sent.at("/resource/attributes")) {
      if (attribute.path("key").asText().equals("service.name")) {
        service = attribute.at("/value/stringValue").asText();
      }
    }
    for (JsonNode scope : sent.path("scopeSpans")) {
      for (JsonNode span : scope.path("spans")) {
        spans.add(new Span(service, span.path("traceId").asText(), span.path("name").asText()));
      }
    }
  }

  private void take(ResourceSpans sent) {
    String service =
        sent.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(KeyValue::getValue)
            .findFirst()
            .orElseThrow()
            .getStringValue();
    sent.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .forEach(span ->
            spans.add(
                new Span(
                    service,
                    HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                    span.getName())));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
