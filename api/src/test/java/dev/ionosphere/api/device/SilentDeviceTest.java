package dev.ionosphere.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.TestingEntries;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class SilentDeviceTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Inject Ledger ledger;
  @Inject DeviceModels models;
  private int keys;

  @Test
  void isSilentUntilItAnswers() {
    applied("quiet", 1, "active", "");
    applied("quiet", 2, "silent", "no answer within 1h");
    DeviceModel silent = model("quiet");
    assertThat(silent.status()).isEqualTo(DeviceStatus.SILENT);
    assertThat(silent.reason()).isEqualTo("no answer within 1h");
    assertThat(silent.wantedGeneration()).isEqualTo(2);
    assertThat(silent.actualGeneration()).isEqualTo(1);
    applied("quiet", 2, "active", "");
    assertThat(model("quiet").status()).isEqualTo(DeviceStatus.ACTIVE);
    assertThat(model("quiet").reason()).isEmpty();
  }

  @Test
  void isNotSilentIfItHasSpokenAlready() {
    applied("spoke", 2, "active", "");
    applied("spoke", 2, "silent", "no answer within 1h");
    assertThat(model("spoke").status()).isEqualTo(DeviceStatus.ACTIVE);
    applied("failed", 2, "refused", "golden rows differ");
    applied("failed", 2, "silent", "no answer within 1h");
    assertThat(model("failed").status()).isEqualTo(DeviceStatus.FAILED);
  }

  @Test
  void whatWasSilentMayRefuse() {
    applied("late", 3, "silent", "no answer within 1h");
    applied("late", 3, "refused", "golden rows differ");
    assertThat(model("late").status()).isEqualTo(DeviceStatus.FAILED);
    assertThat(model("late").reason()).isEqualTo("golden rows differ");
  }

  private DeviceModel model(String device) {
    return models.findById(device + ":silence:detect").orElseThrow();
  }

  private void applied(String device, long generation, String status, String reason) {
    keys++;
    ledger.append(
        new TimelineBatch(
            "silence",
            "cohort:silence",
            "r",
            List.of(
                TestingEntries.entry(
                    device + keys,
                    NOW.plusSeconds(keys),
                    "device.applied",
                    "system",
                    device,
                    "detect",
                    null,
                    Map.of(
                        "device",
                        device,
                        "node",
                        "detect",
                        "generation",
                        generation,
                        "digest",
                        "sha256:" + generation,
                        "status",
                        status,
                        "reason",
                        reason)))));
  }
}
