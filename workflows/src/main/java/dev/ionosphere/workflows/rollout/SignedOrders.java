package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.device.DeviceOrder;
import java.util.List;

/**
 * Orders as the hub signed them, as many as fit a message.
 *
 * @param fetched devices that fetch theirs from the hub; it signals what they answer
 * @param left devices that are still to be asked for
 * @param refused devices that get none, such as one that was revoked meanwhile
 */
public record SignedOrders(
    List<DeviceOrder> orders, List<String> fetched, List<String> left, List<Refused> refused) {

  /** A device that the hub gives no order. */
  public record Refused(String device, String reason) {}

  public SignedOrders {
    orders = List.copyOf(orders);
    // Absent before devices could.
    fetched = fetched == null ? List.of() : List.copyOf(fetched);
    left = List.copyOf(left);
    refused = List.copyOf(refused);
  }
}
