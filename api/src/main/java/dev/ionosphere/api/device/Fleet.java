package dev.ionosphere.api.device;

import dev.ionosphere.spec.ion.DeviceSelector;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The devices in service by their labels. */
@Singleton
public final class Fleet {

  private final Devices devices;

  Fleet(Devices devices) {
    this.devices = devices;
  }

  /** The labels of every device that is not revoked. */
  public List<Map<String, String>> labels() {
    return inService().map(Device::labels).toList();
  }

  /** In order of id. */
  public List<String> select(DeviceSelector selector) {
    return inService().filter(device -> selector.matches(device.labels())).map(Device::id).toList();
  }

  private Stream<Device> inService() {
    return devices.findAllOrderById().stream().filter(device -> device.revokedAt() == null);
  }
}
