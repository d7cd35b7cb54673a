package dev.ionosphere.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class IdempotencyTest {

  @Inject TestingHttp http;
  @Inject IdempotencyRecords answers;
  @Inject SlowController slow;

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

  @Test
  void whatIsBeingAnsweredIsNotBegunAgain() throws Exception {
    int before = slow.begun.get();
    CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> slow("key-6"));
    slow.entered.acquire();
    Answer second = slow("key-6");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.headers()).containsEntry("Retry-After", "1");
    assertThat(second.json().path("detail").asText()).contains("being answered, ask again");
    slow.allowed.release();
    assertThat(first.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
    assertThat(slow("key-6").body()).isEqualTo(first.get().body());
    assertThat(slow.begun.get() - before).isEqualTo(1);
  }

  @Test
  void aFailureGivesTheKeyBack() throws Exception {
    slow.failing = true;
    slow.allowed.release();
    assertThat(slow("key-7").status()).isEqualTo(500);
    slow.failing = false;
    slow.allowed.release();
    assertThat(slow("key-7").status()).isEqualTo(200);
    slow.entered.drainPermits();
  }

  private Answer slow(String key) {
    return post("/api/v1/testing-slow", "application/json", "{}", key);
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
