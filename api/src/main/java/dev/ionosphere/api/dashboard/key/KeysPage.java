package dev.ionosphere.api.dashboard.key;

import dev.ionosphere.api.orderkey.ModelKeyView;
import dev.ionosphere.api.orderkey.OrderRootView;
import dev.ionosphere.api.ticketkey.TicketKeyView;
import java.util.List;

/**
 * What the hub signs with, without secrets.
 *
 * @param root of the keys of orders
 * @param models keys for models, newest first
 * @param tickets newest first
 */
public record KeysPage(OrderRootView root, List<ModelKeyView> models, List<TicketKeyView> tickets) {

  /** What a role of orders signs. */
  public static String signs(String role) {
    return switch (role) {
      case "root" -> "the next root";
      case "release" -> "that a model may run at a node";
      case "director" -> "what each device runs";
      default -> "model packages";
    };
  }
}
