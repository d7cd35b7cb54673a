package dev.ionosphere.edge.trace;

import dev.ionosphere.edge.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans as OTLP/HTTP JSON. A change makes a handful of spans, so an SDK would be more weight
 * than the device should carry. Spans are lost, not kept, while the collector is away.
 */
final class OtlpExporter {

  private static final Logger LOG = LoggerFactory.getLogger(OtlpExporter.class);
  private static final int MOST_WAITING = 256;
  private static final int ERROR = 2;
  private static final int INTERNAL = 1;

  private final URI endpoint;
  private final Map<String, Object> resource;
  private final BlockingQueue<Map<String, Object>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private boolean failing;

  private OtlpExporter(URI endpoint, String device) {
    this.endpoint = endpoint;
    this.resource =
        Map.of(
            "attributes",
            attributes(Map.of("service.name", "ionosphere-edge", "service.instance.id", device)));
  }

  static OtlpExporter to(URI endpoint, String device) {
    String base = endpoint.toString().replaceAll("/+$", "");
    return new OtlpExporter(URI.create(base + "/v1/traces"), device);
  }

  void export(Span span, Instant end) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("traceId", span.traceId());
    fields.put("spanId", span.id());
    if (span.parentId() != null) {
      fields.put("parentSpanId", span.parentId());
    }
    fields.put("name", span.name());
    fields.put("kind", INTERNAL);
    fields.put("startTimeUnixNano", nanos(span.start()));
    fields.put("endTimeUnixNano", nanos(end));
    fields.put("attributes", attributes(span.attributes()));
    if (span.error() != null) {
      fields.put("status", Map.of("code", ERROR, "message", span.error()));
    }
    if (!waiting.offer(fields)) {
      LOG.debug("a span is lost: {} wait for the collector", MOST_WAITING);
    }
  }

  /** Sends until the thread is interrupted. */
  void run() {
    try {
      while (true) {
        List<Map<String, Object>> spans = new ArrayList<>();
        spans.add(waiting.take());
        waiting.drainTo(spans);
        try {
          send(spans);
          failing = false;
        } catch (IOException e) {
          if (!failing) {
            LOG.warn("spans are lost, {}: {}", endpoint, e.toString());
          }
          failing = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(List<Map<String, Object>> spans) throws IOException {
    Map<String, Object> scope =
        Map.of("scope", Map.of("name", "dev.ionosphere.edge"), "spans", spans);
    byte[] body =
        Json.write(
            Map.of(
                "resourceSpans",
                List.of(Map.of("resource", resource, "scopeSpans", List.of(scope)))));
    HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setConnectTimeout(5_000);
    connection.setReadTimeout(10_000);
    connection.setDoOutput(true);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    int status = connection.getResponseCode();
    if (status / 100 != 2) {
      throw new IOException("collector answered " + status);
    }
    connection.getInputStream().close();
  }

  private static List<Map<String, Object>> attributes(Map<String, String> values) {
    List<Map<String, Object>> attributes = new ArrayList<>();
    values.forEach(
        (key, value) -> attributes.add(Map.of("key", key, "value", Map.of("stringValue", value))));
    return attributes;
  }

  private static String nanos(Instant time) {
    return Long.toString(time.getEpochSecond() * 1_000_000_000L + time.getNano());
  }
}
