package dev.ionosphere.api.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class RunProgressTest {

  private static final String RUN = "asked.retrain.1";
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Inject TestingHttp http;
  @Inject TrainingRuns runs;

  @Test
  void workersLearnWhetherARunHasEnded() {
    runs.save(TestingRuns.running(RUN, NOW));
    JsonNode running = http.get("service", "/internal/v1/runs/" + RUN).json();
    assertThat(running.path("state").asText()).isEqualTo("running");
    assertThat(running.path("ion").asText()).isEqualTo("asked");
    assertThat(running.path("node").asText()).isEqualTo("retrain");

    runs.end(RUN, "failed", NOW, "out of memory");

    assertThat(http.get("service", "/internal/v1/runs/" + RUN).json().path("state").asText())
        .isEqualTo("failed");
    assertThat(http.get("service", "/internal/v1/runs/nothing").status()).isEqualTo(404);
    assertThat(http.get("admin", "/internal/v1/runs/" + RUN).status()).isEqualTo(403);
  }
}
