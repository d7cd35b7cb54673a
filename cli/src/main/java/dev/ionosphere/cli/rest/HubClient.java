package dev.ionosphere.cli.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.links.tls.UntrustedServerException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Speaks with one hub as one person. */
public final class HubClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NOT_KNOWN = 401;
  // more of anything is no list for people
  private static final int MOST_ITEMS = 20_000;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  // an update of a workflow waits for a worker; more means that none is there
  private static final Duration ANSWER = Duration.ofSeconds(40);
  // a file of a gigabyte has to get there, and to be read
  private static final Duration ANSWER_TO_FILE = Duration.ofMinutes(15);

  private final HttpClient http;
  private final URI hub;
  private final HubTrust trust;
  private final Optional<String> token;
  private final String origin;

  public HubClient(URI hub, Optional<String> token, HubTrust trust) {
    this(hub, token, "that was given", trust);
  }

  /**
   * With a token whose origin a person should hear of.
   *
   * @param origin where the token is from; said after "the token" if the hub does not take it
   */
  public HubClient(URI hub, Optional<String> token, String origin, HubTrust trust) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if ("https".equals(hub.getScheme())) {
      builder.sslContext(trust.context(hub));
    }
    this.http = builder.build();
    this.hub = hub;
    this.trust = trust;
    this.token = token;
    this.origin = origin;
  }

  public URI hub() {
    return hub;
  }

  /** The same hub as somebody else. */
  public HubClient with(String otherToken) {
    return new HubClient(hub, Optional.of(otherToken), trust);
  }

  /** File of the CA that issued the hub's certificate, unless the machine knows it. */
  public Optional<Path> authority() {
    return trust.authority();
  }

  /** One part of a path or query, such as a name that a person typed. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public JsonNode get(String path) {
    return answer(request(path).GET());
  }

  /** A list with all its pages. */
  public JsonNode all(String path) {
    JsonNode first = get(path);
    if (first instanceof ObjectNode list && list.path("items") instanceof ArrayNode items) {
      String more = path + (path.contains("?") ? "&" : "?") + "cursor=";
      String next = list.path("next").asText("");
      while (!next.isEmpty() && items.size() < MOST_ITEMS) {
        JsonNode page = get(more + encode(next));
        page.path("items").forEach(items::add);
        next = page.path("next").asText("");
      }
      list.put("next", next.isEmpty() ? null : next);
    }
    return first;
  }

  public JsonNode post(String path, JsonNode body) {
    return send("POST", path, "application/json", body.toString());
  }

  public JsonNode post(String path) {
    return send("POST", path, "application/json", "{}");
  }

  public void delete(String path) {
    answer(request(path).DELETE());
  }

  public JsonNode put(String path, JsonNode body) {
    return send("PUT", path, "application/json", body.toString());
  }

  public JsonNode send(String method, String path, String contentType, String body) {
    return answer(
        request(path)
            .header("Content-Type", contentType)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /**
   * Sends a file, whatever its size.
   *
   * @throws FileNotFoundException if it is not there, or may not be read
   */
  public JsonNode post(String path, String contentType, Path file) throws FileNotFoundException {
    return answer(
        request(path)
            .timeout(ANSWER_TO_FILE)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofFile(file)));
  }

  /** The answer's bytes, such as an export; the caller closes them. */
  public InputStream stream(String path, String accept) {
    HttpRequest request = request(path).setHeader("Accept", accept).GET().build();
    HttpResponse<InputStream> response = send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() / 100 == 2) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      throw refused(
          response.statusCode(), new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new HubException.UnreachableException(hub, reason(e));
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(hub.resolve(path)).header("Accept", "application/json");
    // events are read for as long as they come; only the first answer has a limit
    builder.timeout(ANSWER);
    token.ifPresent(value -> builder.header("Authorization", "Bearer " + value));
    return builder;
  }

  private JsonNode answer(HttpRequest.Builder builder) {
    HttpResponse<String> response = send(builder.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw refused(response.statusCode(), response.body());
    }
    if (response.body().isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new HubException.UnreachableException(hub, "it is not a hub: the answer is not JSON");
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw UntrustedServerException.sentence(e)
          .<HubException>map(HubException.UntrustedException::new)
          .orElseGet(() -> new HubException.UnreachableException(hub, reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubException.UnreachableException(hub, "interrupted");
    }
  }

  private HubException refused(int status, String body) {
    if (status == NOT_KNOWN) {
      return new HubException.UnauthenticatedException(hub, token.map(text -> origin));
    }
    return new HubException.RefusedException(Problem.read(status, body));
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e instanceof java.net.ConnectException
            ? "connection refused"
            : e.getClass().getSimpleName()
        : message;
  }
}
