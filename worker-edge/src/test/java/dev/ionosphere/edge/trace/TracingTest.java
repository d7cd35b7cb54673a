package dev.ionosphere.edge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracingTest {

  private static final String TRACE = "0123456789abcdef0123456789abcdef";

  @Test
  void goesOnWithTheTraceThatCausedTheChange() throws Exception {
    BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          received.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    @Nullable Thread sending = null;
    try {
      URI endpoint = URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/");
      Tracing tracing = Tracing.to(Optional.of(endpoint), "d1");
      sending = Thread.ofPlatform().start(tracing.exporter().orElseThrow());
      try (Span apply = tracing.start("apply", "00-" + TRACE + "-00000000000000aa-01")) {
        try (Span fetch = apply.child("fetch")) {
          fetch.attribute("bytes", "10");
        }
        apply.failed("part plan: got x, expected y");
      }
      List<JsonNode> spans = new ArrayList<>();
      while (spans.size() < 2) {
        byte[] body = received.poll(10, TimeUnit.SECONDS);
        assertThat(body).as("spans arrive").isNotNull();
        JsonNode scope = new ObjectMapper().readTree(body).at("/resourceSpans/0/scopeSpans/0");
        scope.get("spans").forEach(spans::add);
      }
      JsonNode fetch = spans.get(0);
      JsonNode apply = spans.get(1);
      assertThat(fetch.get("name").asText()).isEqualTo("fetch");
      assertThat(fetch.get("traceId").asText()).isEqualTo(TRACE);
      assertThat(fetch.get("parentSpanId")).isEqualTo(apply.get("spanId"));
      assertThat(apply.get("parentSpanId").asText()).isEqualTo("00000000000000aa");
      assertThat(apply.at("/status/message").asText()).contains("part plan");
    } finally {
      if (sending != null) {
        sending.interrupt();
      }
      collector.stop(0);
    }
  }

  @Test
  void beginsATraceWhereTheHeaderIsAbsentOrMalformed() {
    Tracing tracing = Tracing.to(Optional.empty(), "d1");
    for (String header : new String[] {null, "", "00-xyz", "00-" + TRACE + "-1-01"}) {
      try (Span span = tracing.start("apply", header)) {
        assertThat(span.traceId()).hasSize(32).matches("[0-9a-f]+").isNotEqualTo(TRACE);
        assertThat(span.parentId()).isNull();
      }
    }
  }
}
