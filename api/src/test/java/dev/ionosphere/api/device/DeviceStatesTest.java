package dev.ionosphere.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@MicronautTest
class DeviceStatesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Inject DeviceStates states;
  @Inject DeviceModels models;
  @Inject DeviceActivations activations;

  @Test
  void aDeviceMayLoseItsModel() {
    states.want("lost", "i", "n", 1, "sha256:1", NOW);
    states.answered(report("lost", 1, "active", "", 0));
    states.reported(report("lost", 0, "failed", "broken on disk", 60));
    DeviceModel model = model("lost");
    assertThat(model.status()).isEqualTo(DeviceStatus.FAILED);
    assertThat(model.actualGeneration()).isZero();
    assertThat(model.actualDigest()).isNull();
    assertThat(model.wantedGeneration()).isEqualTo(1);
    assertThat(activations.runningAt("lost", NOW.plusSeconds(59))).hasSize(1);
    assertThat(activations.runningAt("lost", NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void aDeviceMayGoBackToAnOlderModel() {
    states.want("back", "i", "n", 2, "sha256:2", NOW);
    states.answered(report("back", 2, "active", "", 0));
    states.reported(report("back", 1, "active", "", 60));
    assertThat(model("back").actualGeneration()).isEqualTo(1);
    assertThat(model("back").status()).isEqualTo(DeviceStatus.BEHIND);
    assertThat(model("back").actualDigest()).isEqualTo("sha256:1");
    assertThat(model("back").wantedGeneration()).isEqualTo(2);
    assertThat(activations.runningAt("back", NOW.plusSeconds(60)))
        .singleElement()
        .extracting(DeviceActivation::generation)
        .isEqualTo(1L);
  }

  @Test
  void aWordThatARolloutOvertookChangesNothing() {
    states.want("fast", "i", "n", 2, "sha256:2", NOW);
    states.answered(report("fast", 2, "active", "", 0));
    states.reported(report("fast", 1, "staged", "", 1));
    assertThat(model("fast").actualGeneration()).isEqualTo(2);
    assertThat(model("fast").status()).isEqualTo(DeviceStatus.ACTIVE);
  }

  @Test
  void whatADeviceClaimsToRunPinsNothing() {
    states.reported(report("sly", 999, "active", "", 0));
    assertThat(model("sly").wantedGeneration()).isZero();
    states.want("sly", "i", "n", 2, "sha256:2", NOW.plusSeconds(1));
    assertThat(model("sly").wantedGeneration()).isEqualTo(2);
    states.reported(report("sly", 2, "active", "", 40));
    assertThat(model("sly").actualGeneration()).isEqualTo(2);
  }

  private DeviceModel model(String device) {
    return models.findById(device + ":i:n").orElseThrow();
  }

  private static DeviceStates.Report report(
      String device, long generation, String status, String reason, int second) {
    return new DeviceStates.Report(
        device,
        "i",
        "n",
        generation,
        "sha256:" + generation,
        DeviceStatus.of(status).orElseThrow(),
        reason,
        NOW.plusSeconds(second));
  }
}
