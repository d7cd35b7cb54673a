package dev.ionosphere.api.orderkey;

import dev.ionosphere.models.order.Root;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A root of trust, without secrets.
 *
 * @param hub whose devices believe it
 * @param stateEpoch of assignments; the director's rotation raises it
 */
public record OrderRootView(
    String hub, long version, long stateEpoch, Instant expires, List<RoleView> roles) {

  /**
   * @param threshold how many of the keys must sign
   * @param here whether this hub has enough of them
   */
  public record RoleView(String role, List<String> keys, int threshold, boolean here) {}

  /** The newest. */
  public static OrderRootView of(OrderKeys keys) {
    Root root = keys.root();
    List<RoleView> roles = new ArrayList<>();
    root.roles()
        .forEach((role, given) ->
            roles.add(
                new RoleView(
                    role.text(),
                    List.copyOf(given.keyIds()),
                    given.threshold(),
                    keys.canSign(role))));
    return new OrderRootView(root.hub(), root.version(), root.stateEpoch(), root.expires(), roles);
  }
}
