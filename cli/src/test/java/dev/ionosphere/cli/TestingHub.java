package dev.ionosphere.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ionosphere.links.tls.Identity;
import dev.ionosphere.links.tls.ServerTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A hub that answers what it was told to. It is strict: a request that nobody announced, or a body
 * other than the announced one, fails the test when the hub is closed.
 */
public final class TestingHub implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final String scheme;
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<String> unexpected = new CopyOnWriteArrayList<>();

  /** What came in. */
  public record Asked(String request, String authorization, String body) {}

  private record Answer(int status, String type, String body) {}

  /** Answers in order, the last one for ever; any body is taken if none was announced. */
  private record Route(Optional<JsonNode> body, List<Answer> answers) {}

  public TestingHub() {
    this(Optional.empty());
  }

  /** One that speaks HTTPS, with that certificate. */
  static TestingHub secured(Identity identity) {
    return new TestingHub(Optional.of(identity));
  }

  private TestingHub(Optional<Identity> identity) {
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      if (identity.isPresent()) {
        HttpsServer secured = HttpsServer.create(loopback, 0);
        secured.setHttpsConfigurator(
            new HttpsConfigurator(ServerTrust.system("").context(identity)));
        server = secured;
      } else {
        server = HttpServer.create(loopback, 0);
      }
      scheme = identity.isPresent() ? "https" : "http";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        new Asked(
            request, String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
    Answer answer = answer(request, body);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer answer(String request, String body) {
    Route route = routes.get(request);
    if (route == null) {
      unexpected.add(request + " was not announced");
      return new Answer(500, "text/plain", "not announced: " + request);
    }
    route
        .body()
        .filter(wanted -> !wanted.equals(json(body)))
        .ifPresent(wanted -> unexpected.add(request + " sent " + body + ", wanted " + wanted));
    synchronized (route) {
      return route.answers().size() > 1
          ? route.answers().removeFirst()
          : route.answers().getFirst();
    }
  }

  /** Announces a request without a body, or with {@code {}}; several answers come in order. */
  public TestingHub answers(String request, String body) {
    return answers(request, 200, body);
  }

  public TestingHub answers(String request, int status, String body) {
    boolean read = request.startsWith("GET ") || request.startsWith("DELETE ");
    return add(
        request,
        read ? Optional.empty() : Optional.of(json("{}")),
        new Answer(status, "application/json", body));
  }

  /** Announces a request with exactly this JSON as its body. */
  public TestingHub answersTo(String request, String body, String answer) {
    return add(request, Optional.of(json(body)), new Answer(200, "application/json", answer));
  }

  /** Announces a request whose body the test looks at itself. */
  public TestingHub answersAnyBody(String request, int status, String answer) {
    return add(request, Optional.empty(), new Answer(status, "application/json", answer));
  }

  /** A problem as the hub writes it, whatever the body. */
  public TestingHub refuses(String request, int status, String detail) {
    String problem =
        JSON.createObjectNode()
            .put("title", "HTTP " + status)
            .put("status", status)
            .put("detail", detail)
            .toString();
    return add(request, Optional.empty(), new Answer(status, "application/problem+json", problem));
  }

  private TestingHub add(String request, Optional<JsonNode> body, Answer answer) {
    List<Answer> answers = new ArrayList<>();
    Route before = routes.get(request);
    if (before != null) {
      answers.addAll(before.answers());
    }
    answers.add(answer);
    routes.put(request, new Route(body, answers));
    return this;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  public URI address() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public List<Asked> asked() {
    return asked;
  }

  public Asked lastAsked() {
    return asked.getLast();
  }

  @Override
  public void close() {
    server.stop(0);
    if (!unexpected.isEmpty()) {
      throw new AssertionError("the hub was asked what nobody announced: " + unexpected);
    }
  }
}
