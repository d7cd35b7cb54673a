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
 * @param madeBy who rotated or handed it in
 * @param reason why
 */
public record OrderRootView(
    String hub,
    long version,
    long stateEpoch,
    Instant expires,
    String madeBy,
    Instant madeAt,
    String reason,
    List<RoleView> roles) {

  /**
   * @param threshold how many of the keys must sign
   * @param here whether this hub has enough of them
   */
  public record RoleView(String role, List<String> keys, int threshold, boolean here) {}

  /** The newest. */
  public static OrderRootView of(OrderKeys keys) {
    StoredRoot made = keys.stored();
    Root root = Root.of(made.envelope());
    List<RoleView> roles = new ArrayList<>();
    root.roles()
        .forEach((role, given) ->
            roles.add(
                new RoleView(
                    role.text(),
                    List.copyOf(given.keyIds()),
                    given.threshold(),
                    keys.canSign(role))));
    return new OrderRootView(
        root.hub(),
        root.version(),
        root.stateEpoch(),
        root.expires(),
        made.madeBy(),
        made.madeAt(),
        made.reason(),
        roles);
  }
}
