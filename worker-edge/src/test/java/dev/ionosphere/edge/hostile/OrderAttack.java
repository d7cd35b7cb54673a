package dev.ionosphere.edge.hostile;

import dev.ionosphere.models.order.OrderRefusal.Reason;
import org.junit.jupiter.params.provider.Arguments;

/** Makes an order of what the device would follow. */
@FunctionalInterface
interface OrderAttack {
  byte[] by(AttackedDevice device) throws Exception;

  /**
   * A line of a table.
   *
   * @param said part of what the refusal says
   */
  static Arguments attack(String name, Reason reason, String said, OrderAttack attack) {
    return Arguments.of(name, reason, said, attack);
  }
}
