package dev.ionosphere.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class RepeatTest {

  @Inject TestingHttp http;
  @Inject RememberedAnswers answers;

  @Test
  void theSameRequestIsAnsweredAsTheFirstTime() {
    String document = TestingIon.yaml("repeated");
    Answer first = post("/api/v1/ions", "application/yaml", document, "key-1");
    Answer again = post("/api/v1/ions", "application/yaml", document, "key-1");
    assertThat(first.json().path("action").asText()).isEqualTo("create");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers()).containsEntry("Idempotent-Replayed", "true");
    assertThat(post("/api/v1/ions", "application/yaml", document, "key-2").json().path("action"))
        .hasToString("\"none\"");
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefused() {
    post("/api/v1/ions", "application/yaml", TestingIon.yaml("first"), "key-3");
    Answer other = post("/api/v1/ions", "application/yaml", TestingIon.yaml("other"), "key-3");
    assertThat(other.status()).as("as long, but not the same: %s", other).isEqualTo(422);
    assertThat(other.json().path("detail").asText()).contains("Idempotency-Key");
  }

  @Test
  void secretsAreNotRemembered() {
    String request = "{\"device\":\"engine-9\"}";
    long before = answers.count();
    Answer first = post("/api/v1/devices/tokens", "application/json", request, "key-4");
    Answer again = post("/api/v1/devices/tokens", "application/json", request, "key-4");
    assertThat(first.headers()).containsEntry("Cache-Control", "no-store");
    assertThat(again.body()).isNotEqualTo(first.body());
    assertThat(answers.count()).isEqualTo(before);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedAsEver() {
    String large = "#".repeat(2 << 20);
    assertThat(post("/api/v1/ions", "application/yaml", large, "key-5").status()).isEqualTo(413);
  }

  private Answer post(String path, String type, String body, String key) {
    return http.send(
        "POST",
        path,
        Map.of(
            "Authorization",
            "Bearer " + http.token("operator"),
            "Content-Type",
            type,
            "Idempotency-Key",
            key),
        HttpRequest.BodyPublishers.ofString(body));
  }
}
