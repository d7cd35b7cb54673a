package dev.ionosphere.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class ReasonsTest {

  @Inject TestingHttp http;

  @Test
  void aReasonIsBoundedBeforeItGoesAnywhere() {
    String reason = "r".repeat(1_001);
    refused(
        http.post("operator", "/api/v1/rollouts/none/pause", "{\"reason\":\"" + reason + "\"}"));
    refused(
        http.post(
            "approver",
            "/api/v1/approvals/none/decision",
            "{\"decision\":\"approve\",\"subject\":\"s\",\"reason\":\"" + reason + "\"}"));
    refused(
        http.post(
            "approver",
            "/api/v1/approvals/none/ticket",
            "{\"decision\":\"approve\",\"reason\":\"" + reason + "\"}"));
    assertThat(
            http.post(
                    "operator",
                    "/api/v1/rollouts/none/pause",
                    "{\"reason\":\"" + reason.substring(1) + "\"}")
                .status())
        .isEqualTo(404);
  }

  private static void refused(TestingHttp.Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("reason: got 1001 characters, allowed are at most 1000");
  }
}
