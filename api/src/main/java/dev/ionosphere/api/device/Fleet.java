package dev.ionosphere.api.device;

import dev.ionosphere.spec.ion.DeviceSelector;
import jakarta.inject.Singleton;
import java.util.List;

/** The enrolled devices by their labels. */
@Singleton
public final class Fleet {

  private final Devices devices;

  Fleet(Devices devices) {
    this.devices = devices;
  }

  /** In order of id. */
  public List<String> select(DeviceSelector selector) {
    return devices.findAllOrderById().stream()
        .filter(device -> selector.matches(device.labels()))
        .map(Device::id)
        .toList();
  }
}
