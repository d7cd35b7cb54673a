package dev.ionosphere.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The hub's REST as a script would use it: a token, a path, a body. */
record HubClient(String address, Map<String, String> headers) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /**
   * An answer.
   *
   * @param body missing if it is not JSON
   */
  record Answer(int status, JsonNode body, String text) {}

  HubClient as(String token) {
    return with("Authorization", "Bearer " + token);
  }

  HubClient with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new HubClient(address, more);
  }

  JsonNode get(String path) {
    Answer answer = send("GET", path, "application/json", "");
    if (answer.status() != 200) {
      throw new AssertionError("GET " + path + " answered " + answer);
    }
    return answer.body();
  }

  Answer post(String path, Map<String, ?> body) {
    try {
      return send("POST", path, "application/json", JSON.writeValueAsString(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer send(String method, String path, String contentType, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(Duration.ofSeconds(60))
            .header("Accept", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    headers.forEach(request::header);
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      Optional<String> type = response.headers().firstValue("Content-Type");
      return new Answer(response.statusCode(), json(type, response.body()), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(Optional<String> contentType, String body) throws IOException {
    boolean isJson = contentType.filter(type -> type.contains("json")).isPresent();
    return isJson && !body.isEmpty() ? JSON.readTree(body) : MissingNode.getInstance();
  }
}
