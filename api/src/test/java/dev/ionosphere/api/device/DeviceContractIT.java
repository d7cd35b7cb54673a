package dev.ionosphere.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import io.micronaut.data.model.Pageable;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class DeviceContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Database database;

  DeviceContractIT(Database database) {
    this.database = database;
  }

  @Test
  void devicesAreSeen() {
    Devices devices = database.bean(Devices.class);
    Device device =
        new Device(
            "c-1",
            Map.of("role", "engine"),
            "key",
            "amd64",
            512,
            "1",
            "person:a",
            NOW,
            null,
            0,
            0,
            1,
            0,
            null,
            "poll",
            null);
    devices.save(device);
    assertThat(devices.findById("c-1")).contains(device);
    assertThat(devices.seen("c-1", NOW, 5, 6, 7)).isEqualTo(1);
    Device seen = devices.findById("c-1").orElseThrow();
    assertThat(seen.spoolDepth()).isEqualTo(5);
    assertThat(seen.dropped()).isEqualTo(6);
    assertThat(devices.seen("c-1", NOW.plusSeconds(1))).isEqualTo(1);
    assertThat(devices.findAllOrderById())
        .extracting(Device::lastSeen)
        .contains(NOW.plusSeconds(1));
  }

  @Test
  void tokenIsUsedOnce() {
    DeviceTokens tokens = database.bean(DeviceTokens.class);
    tokens.save(
        new DeviceToken(
            "hash", "c-1", Map.of(), "person:a", NOW, NOW.plusSeconds(60), null, false));
    assertThat(tokens.use("hash", NOW)).isEqualTo(1);
    assertThat(tokens.use("hash", NOW)).isZero();
  }

  @Test
  void modelsAreFoundByDeviceAndNode() {
    DeviceModels models = database.bean(DeviceModels.class);
    DeviceModel model =
        new DeviceModel(
            "c-2:i:detect",
            "c-2",
            "i",
            "detect",
            2,
            "sha256:2",
            1,
            null,
            DeviceStatus.TOLD,
            "",
            NOW);
    models.save(model);
    assertThat(models.findByDeviceOrderByIon("c-2")).containsExactly(model);
    assertThat(models.findByIonAndNodeOrderByDevice("i", "detect")).containsExactly(model);
    assertThat(models.findByIonOrderByDevice("i")).containsExactly(model);
    assertThat(models.running("i", "detect", "sha256:2")).isZero();
    assertThat(models.runningAny("i", "detect")).isZero();
    assertThat(models.running("i", "detect")).isEmpty();
  }

  @Test
  void whatRanAtATime() {
    DeviceActivations activations = database.bean(DeviceActivations.class);
    for (int i = 1; i <= 3; i++) {
      activations.save(
          new DeviceActivation(
              null, "c-3", "i", "detect", i, "sha256:" + i, NOW.plusSeconds(10 * i), "telemetry"));
    }
    activations.save(
        new DeviceActivation(null, "c-3", "j", "other", 7, "sha256:7", NOW, "timeline"));
    assertThat(activations.runningAt("c-3", NOW.minusSeconds(1))).isEmpty();
    assertThat(activations.runningAt("c-3", NOW.plusSeconds(25)))
        .extracting(DeviceActivation::generation)
        .containsExactly(2L, 7L);
    assertThat(activations.findByDeviceOrderBySinceDesc("c-3", Pageable.from(0, 2).withoutTotal()))
        .hasSize(2);
  }
}
