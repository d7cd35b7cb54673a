package dev.ionosphere.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.api.json.Json;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Calls the hub as a person with a token would. */
@Singleton
public final class TestingHttp {

  private final EmbeddedServer server;
  private final SecretFiles secrets;
  private final HttpClient client = HttpClient.newHttpClient();

  TestingHttp(EmbeddedServer server, SecretFiles secrets) {
    this.server = server;
    this.secrets = secrets;
  }

  /** What came back. */
  public record Answer(int status, String body, Map<String, String> headers) {

    public JsonNode json() {
      return Json.tree(body);
    }
  }

  public Answer get(String person, String path) {
    return send(person, "GET", path, "", "application/json");
  }

  public Answer post(String person, String path, String body) {
    return send(person, "POST", path, body, "application/json");
  }

  public Answer yaml(String person, String path, String body) {
    return send(person, "POST", path, body, "application/yaml");
  }

  public Answer send(String person, String method, String path, String body, String type) {
    Map<String, String> headers =
        person.isEmpty()
            ? Map.of("Content-Type", type)
            : Map.of("Content-Type", type, "Authorization", "Bearer " + token(person));
    return send(method, path, headers, HttpRequest.BodyPublishers.ofString(body));
  }

  public Answer send(
      String method, String path, Map<String, String> headers, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.getURI() + path)).method(method, body);
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, String> answered = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response.headers().map().forEach((name, values) -> answered.put(name, values.getFirst()));
      return new Answer(response.statusCode(), response.body(), answered);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Where the hub is, as its address has it: host and port. */
  public String authority() {
    return server.getURI().getAuthority();
  }

  public String token(String person) {
    return secrets.read(person + ".token").orElseThrow();
  }
}
