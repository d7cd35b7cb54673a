package dev.ionosphere.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.json.Json;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no well-behaved client sends, byte by byte. */
@MicronautTest(transactional = false)
class RawRequestTest {

  @Inject EmbeddedServer server;
  @Inject TestingHttp http;

  @Test
  void aPlainBodyThatClaimsToBeGzip() throws IOException {
    String body = TestingIon.yaml("zipped");
    problem(
        send(
            "POST /api/v1/ions",
            "Content-Type: application/yaml\r\nContent-Encoding: gzip\r\nContent-Length: "
                + body.length(),
            body),
        400,
        "malformed");
  }

  @Test
  void aHeaderOfAHundredKilobytes() throws IOException {
    problem(
        send("GET /api/v1/ions", "X-Long: " + "a".repeat(100_000), ""), 431, "headers-too-large");
  }

  @Test
  void anAddressOfAHundredKilobytes() throws IOException {
    problem(send("GET /api/v1/ions/" + "a".repeat(100_000), "X: y", ""), 414, "uri-too-long");
  }

  @Test
  void anAddressOfThreeKilobytesIsNothings() throws IOException {
    problem(send("GET /api/v1/ions/" + "a".repeat(3_000), "X: y", ""), 404, "not-found");
  }

  @Test
  void acceptingXmlOnly() throws IOException {
    problem(send("GET /api/v1/ions", "Accept: application/xml", ""), 406, "not-acceptable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/ions/%00", "/api/v1/alerts?ion=%00", "/api/v1/ions/%zz", "/%"})
  void addressesWithBrokenEscapes(String path) throws IOException {
    problem(send("GET " + path, "X: y", ""), 400, "malformed");
  }

  @Test
  void headAnswersLikeGetWithoutABody() throws IOException {
    String answer = send("HEAD /api/v1/ions", "X: y", "");
    assertThat(answer).startsWith("HTTP/1.1 200");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).isEmpty();
  }

  private String send(String line, String headers, String body) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(20_000);
      String request =
          line
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
              + http.token("operator")
              + "\r\n"
              + headers
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void problem(String answer, int status, String code) {
    assertThat(answer).matches("(?s)HTTP/1[.][01] " + status + ".*");
    assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
    JsonNode body = Json.tree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(body.path("code").asText()).isEqualTo(code);
  }
}
