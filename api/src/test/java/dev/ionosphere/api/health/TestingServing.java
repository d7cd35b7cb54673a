package dev.ionosphere.api.health;

import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.device.Devices;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/** Devices that run a model on node {@code detect}. */
@Singleton
final class TestingServing {

  private final Devices devices;
  private final DeviceModels models;

  TestingServing(Devices devices, DeviceModels models) {
    this.devices = devices;
    this.models = models;
  }

  void serves(String device, String ion, String digest, Instant now) {
    devices.save(
        new Device(
            device,
            Map.of("role", "engine"),
            "key",
            "amd64",
            512,
            "1",
            "person:a",
            now,
            now,
            0,
            0,
            1,
            0,
            null,
            "poll",
            null));
    models.save(
        new DeviceModel(
            device + ":" + ion + ":detect",
            device,
            ion,
            "detect",
            1,
            digest,
            1,
            digest,
            DeviceStatus.ACTIVE,
            "",
            now));
  }
}
