package dev.ionosphere.api.release;

import dev.ionosphere.models.order.AssignedNode.Settings;
import dev.ionosphere.spec.ion.DeviceSelector;
import java.util.Map;

/**
 * A node that a model is released to, as the document says that is followed.
 *
 * @param devices that it is on
 * @param settings how it is run there
 */
public record ReleasedNode(DeviceSelector devices, Settings settings) {

  public boolean isFor(Map<String, String> labels) {
    return devices.matches(labels);
  }
}
