package dev.ionosphere.api.device;

import dev.ionosphere.spec.ion.DeviceSelector;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The enrolled devices by their labels. */
@Singleton
public final class Fleet {

  private final Devices devices;

  Fleet(Devices devices) {
    this.devices = devices;
  }

  /** The labels of every device. */
  public List<Map<String, String>> labels() {
    return devices.findAllOrderById().stream().map(Device::labels).toList();
  }

  /** In order of id. */
  public List<String> select(DeviceSelector selector) {
    return devices.findAllOrderById().stream()
        .filter(device -> selector.matches(device.labels()))
        .map(Device::id)
        .toList();
  }
}
