package dev.ionosphere.api.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.workflows.ion.Command;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class RunsTest {

  private static final String STOP = "/api/v1/runs/running.retrain.1/stop";

  @Inject TestingHttp http;
  @Inject TrainingRuns runs;
  @Inject InMemoryIonWorkflows workflows;

  @Test
  void aRunIsStoppedByItsWorkflow() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("running"));
    runs.save(
        new TrainingRun(
            "running.retrain.1",
            "running",
            "retrain",
            "running",
            "request",
            "person:scientist",
            Instant.EPOCH,
            null,
            null,
            Map.of(),
            null,
            null));
    workflows.takeUpdates();
    assertThat(http.post("viewer", STOP, "").status()).isEqualTo(403);
    assertThat(workflows.takeUpdates()).isEmpty();
    assertThat(http.post("scientist", STOP, "").status()).isEqualTo(202);
    assertThat(workflows.takeUpdates())
        .singleElement()
        .isInstanceOfSatisfying(
            Command.StopRun.class,
            stop -> {
              assertThat(stop.run()).isEqualTo("running.retrain.1");
              assertThat(stop.actor()).isEqualTo("person:scientist");
            });
    assertThat(http.post("scientist", "/api/v1/runs/nothing/stop", "").status()).isEqualTo(404);
  }
}
