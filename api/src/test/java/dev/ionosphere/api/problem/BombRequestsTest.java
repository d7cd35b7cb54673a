package dev.ionosphere.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.json.Json;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of nobody who is known, that are to cost the hub its memory or its time. */
@MicronautTest(transactional = false)
@Timeout(60)
class BombRequestsTest {

  private static final String SESSION = "/edge/v1/session";
  private static final String ENROL = "/api/v1/devices/enrol";

  @Inject EmbeddedServer server;
  @Inject TestingHttp http;

  static Stream<Arguments> bombs() throws IOException {
    byte[] zipped = zipped(256 << 20);
    return Stream.of(SESSION, ENROL)
        .flatMap(path ->
            Stream.of(
                Arguments.of("a bomb of gzip", path, "Content-Encoding: gzip\r\n", zipped),
                Arguments.of("two megabytes", path, "", ("{" + " ".repeat(2 << 20)).getBytes()),
                Arguments.of("nested arrays", path, "", "[".repeat(900_000).getBytes()),
                Arguments.of("nested objects", path, "", "{\"a\":".repeat(150_000).getBytes()),
                Arguments.of(
                    "a huge number",
                    path,
                    "",
                    ("{\"incarnation\":" + "1".repeat(900_000) + "}").getBytes()),
                Arguments.of("an exponent", path, "", "{\"incarnation\":1e999999999}".getBytes())));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("bombs")
  void isAProblem(String name, String path, String headers, byte[] body) throws IOException {
    String answer = send(path, headers, body);
    assertThat(answer).matches("(?s)HTTP/1[.][01] 4(00|13).*");
    JsonNode problem = Json.tree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(problem.path("code").asText()).isIn("malformed", "too-large", "invalid");
    assertThat(problem.path("detail").asText()).isNotBlank().hasSizeLessThan(500);
    assertThat(http.get("", "/edge/v1/session/nonce").status()).isEqualTo(200);
  }

  private String send(String path, String headers, byte[] body) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n"
                  .formatted(path, headers, body.length))
              .getBytes(StandardCharsets.ISO_8859_1));
      try {
        out.write(body);
        out.flush();
      } catch (SocketException e) {
        // It has heard enough, and has said so.
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] zipped(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
      for (int at = 0; at < size; at += blanks.length) {
        zip.write(blanks);
      }
    }
    return bytes.toByteArray();
  }
}
