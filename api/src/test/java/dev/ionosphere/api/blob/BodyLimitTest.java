package dev.ionosphere.api.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.models.pack.Digest;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is too large hears of the limit of the address that it is sent to. */
@MicronautTest(transactional = false)
@Property(name = "hub.blob-limit", value = "3000000")
class BodyLimitTest {

  private static final int MOST = 3_000_000;
  private static final int WAIT_MILLIS = 30_000;

  @Inject TestingHttp http;
  @Inject BlobStore blobs;

  @Test
  void aBlobOverTheLimitIsRefusedWithIt() {
    byte[] most = new byte[MOST];
    byte[] more = new byte[MOST + 1];
    assertThat(put(most, BodyPublishers.ofByteArray(most)).status()).isEqualTo(201);
    for (BodyPublisher body :
        new BodyPublisher[] {
          BodyPublishers.ofByteArray(more),
          BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(more)),
        }) {
      Answer answer = put(more, body);
      assertThat(answer.status()).as(answer.body()).isEqualTo(413);
      assertThat(answer.json().path("detail").asText())
          .isEqualTo("blob %s is over the limit of 3000000 bytes".formatted(Digest.of(more).hex()));
      assertThat(blobs.size(Digest.of(more).hex())).isEmpty();
    }
  }

  @Test
  void theBodyOfADocumentHearsOfItsOwnLimit() {
    Answer answer = http.yaml("operator", "/api/v1/ions", "a".repeat(MOST));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("the body is larger than the 1 MB that is allowed here");
  }

  /** Nothing of the body is sent: the length alone is refused. */
  @ParameterizedTest
  @CsvSource({
    "PUT, /internal/v1/blobs/NAME, service, application/octet-stream, 1 GB",
    "POST, /api/v1/timeline-exports/verify, viewer, application/x-ndjson, 1 GB",
    "POST, /api/v1/ions, operator, application/yaml, 1 MB",
  })
  void aLengthThatNoBodyMayHaveHearsOfTheLimitOfItsAddress(
      String method, String path, String person, String type, String limit) throws IOException {
    String answer =
        raw(
            """
            %s %s HTTP/1.1
            Host: %s
            Authorization: Bearer %s
            Content-Type: %s
            Content-Length: 5000000000
            Connection: close

            """
                .formatted(
                    method,
                    path.replace("NAME", "0".repeat(64)),
                    http.authority(),
                    http.token(person),
                    type));
    assertThat(answer)
        .startsWith("HTTP/1.1 413 ")
        .contains("the body is larger than the " + limit + " that is allowed here");
  }

  private Answer put(byte[] content, BodyPublisher body) {
    return http.send(
        "PUT",
        "/internal/v1/blobs/" + Digest.of(content).hex(),
        Map.of(
            "Content-Type",
            "application/octet-stream",
            "Authorization",
            "Bearer " + http.token("service")),
        body);
  }

  private String raw(String request) throws IOException {
    String[] hostAndPort = http.authority().split(":");
    try (Socket socket = new Socket(hostAndPort[0], Integer.parseInt(hostAndPort[1]))) {
      socket.setSoTimeout(WAIT_MILLIS);
      socket
          .getOutputStream()
          .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
