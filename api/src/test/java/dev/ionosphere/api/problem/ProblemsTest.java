package dev.ionosphere.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class ProblemsTest {

  @Inject TestingHttp http;

  @Test
  void unknownPath() {
    problem(http.get("viewer", "/api/v1/nothing"), 404, "not-found");
  }

  @Test
  void unknownThing() {
    Answer answer = http.get("viewer", "/api/v1/ions/nothing");
    problem(answer, 404, "not-found");
    assertThat(answer.json().path("detail").asText()).isEqualTo("there is no ION \"nothing\"");
  }

  @Test
  void wrongMethod() {
    problem(
        http.send("viewer", "DELETE", "/api/v1/ions", "", "application/json"),
        405,
        "method-not-allowed");
  }

  @Test
  void wrongContentType() {
    problem(
        http.send("operator", "POST", "/api/v1/ions", "a=b", "application/x-www-form-urlencoded"),
        415,
        "unsupported");
  }

  @Test
  void brokenJson() {
    for (String broken : new String[] {"{", "[1,", "nonsense", "\"", "[]", "{\"device\": {}}"}) {
      Answer answer = http.post("operator", "/api/v1/devices/tokens", broken);
      problem(answer, 400, "malformed");
    }
  }

  @Test
  void saysWhatIsWrongWithBrokenJsonToTheEnd() {
    Answer answer = http.post("operator", "/api/v1/devices/tokens", "{");
    assertThat(answer.json().path("detail").asText())
        .contains("expected close marker for Object")
        .doesNotContain("(");
  }

  @Test
  void bodyOfTenMegabytes() {
    problem(http.yaml("operator", "/api/v1/ions", "a".repeat(10_000_000)), 413, "too-large");
    problem(
        http.post("operator", "/api/v1/devices/tokens", "a".repeat(10_000_000)), 413, "too-large");
  }

  @Test
  void chunkedBodyOfTenMegabytes() {
    Answer answer =
        http.send(
            "POST",
            "/api/v1/ions",
            Map.of(
                "Content-Type",
                "application/yaml",
                "Authorization",
                "Bearer " + http.token("operator")),
            HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(new byte[10_000_000])));
    problem(answer, 413, "too-large");
  }

  @Test
  void wrongParameter() {
    problem(http.get("viewer", "/api/v1/ions/x/timeline?from=yesterday"), 400, "malformed");
    Answer limit = http.get("viewer", "/api/v1/ions/x/timeline?limit=many");
    problem(limit, 400, "malformed");
    assertThat(limit.json().path("detail").asText())
        .isEqualTo("limit: got \"many\", allowed is a whole number");
  }

  private static void problem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.body())
        .doesNotContain("\tat ")
        .doesNotContain("Exception")
        .doesNotContain("dev.ionosphere.api");
  }
}
