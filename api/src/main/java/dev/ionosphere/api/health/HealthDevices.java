package dev.ionosphere.api.health;

import dev.ionosphere.api.device.Device;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.device.DeviceStatus;
import dev.ionosphere.api.device.Devices;
import dev.ionosphere.spec.format.DurationText;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which devices count for a node's health, and which of them are not heard of. */
@Singleton
final class HealthDevices {

  private final Devices devices;
  private final DeviceModels models;

  HealthDevices(Devices devices, DeviceModels models) {
    this.devices = devices;
    this.models = models;
  }

  /** Whether what is known of the device is about the present: it goes on, with this model. */
  boolean counts(HealthTrack track) {
    boolean goesOn =
        devices.findById(track.device()).filter(device -> device.revokedAt() == null).isPresent();
    return goesOn
        && models
            .findById(String.join(":", track.device(), track.ion(), track.node()))
            .map(model -> runs(model, track.digest()))
            .orElse(true);
  }

  /** One that has not said what it runs may run any, unless it is asked for none any more. */
  private static boolean runs(DeviceModel model, String digest) {
    @Nullable String actual = model.actualDigest();
    return actual == null ? model.status() != DeviceStatus.NOT_ASKED : actual.equals(digest);
  }

  /** What is to be said of each that was not heard of for so long. */
  Map<String, String> silent(NodeJudge.Place place, Duration longest, Instant now) {
    Map<String, String> silent = new TreeMap<>();
    for (Device device : devices.silent(place.ion(), place.node(), now.minus(longest))) {
      silent.put(
          device.id(),
          "nothing was heard since %s, allowed %s"
              .formatted(device.lastSeen(), DurationText.of(longest)));
    }
    return silent;
  }
}
