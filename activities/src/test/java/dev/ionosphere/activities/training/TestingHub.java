package dev.ionosphere.activities.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The internal endpoints a training needs, in memory. */
final class TestingHub implements AutoCloseable {
  static final String TOKEN = "service-token-of-tests";

  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

  /** States by address, {@code runs/<run>}. */
  final Map<String, String> runs = new ConcurrentHashMap<>();

  /** Runs of IONs with a legal hold, by address. */
  final Set<String> held = ConcurrentHashMap.newKeySet();

  /** Answers by address, {@code components/<name>/<version>}. */
  final Map<String, String> components = new ConcurrentHashMap<>();

  final List<JsonNode> progress = new CopyOnWriteArrayList<>();
  final List<JsonNode> registered = new CopyOnWriteArrayList<>();

  /** How many blobs were sent. */
  final AtomicInteger sent = new AtomicInteger();

  /** Whether it breaks off every call. */
  volatile boolean away;

  private final HttpServer server;

  TestingHub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/v1/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (away) {
        return;
      }
      String path = exchange.getRequestURI().getPath().substring("/internal/v1/".length());
      if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, "{}");
      } else if (path.startsWith("blobs/")) {
        blob(exchange, path.substring("blobs/".length()), body);
      } else if (path.equals("models")) {
        JsonNode asked = JSON.readTree(body);
        registered.add(asked);
        answer(
            exchange,
            201,
            "{\"digest\":%s,\"signature\":\"c2ln\",\"keyId\":\"k1\",\"bytes\":7}"
                .formatted(asked.get("manifestDigest")));
      } else if (runs.containsKey(path)) {
        answer(
            exchange,
            200,
            "{\"ion\":\"t\",\"node\":\"retrain\",\"state\":\"%s\",\"held\":%s,\"later\":1}"
                .formatted(runs.get(path), held.contains(path)));
      } else if (components.containsKey(path)) {
        answer(exchange, 200, components.get(path));
      } else if (path.endsWith("/progress")) {
        progress.add(JSON.readTree(body));
        answer(exchange, 202, "");
      } else {
        answer(exchange, 404, "{\"detail\":\"no such endpoint\"}");
      }
    }
  }

  private void blob(HttpExchange exchange, String name, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      sent.incrementAndGet();
      boolean fits = Digest.of(body).hex().equals(name);
      if (fits) {
        blobs.put(name, body);
      }
      answer(exchange, fits ? 201 : 422, "");
    } else if (exchange.getRequestMethod().equals("GET") && blobs.containsKey(name)) {
      exchange.sendResponseHeaders(200, blobs.get(name).length);
      exchange.getResponseBody().write(blobs.get(name));
    } else {
      exchange.sendResponseHeaders(blobs.containsKey(name) ? 200 : 404, -1);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
