package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.order.OrderRole;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the next root is to change.
 *
 * @param role whose keys; absent: nothing but the time that the root is good for
 * @param keys for role root: public halves, base64 of X.509; for others the hub makes one
 * @param threshold for role root: how many of the keys must sign; absent: all
 * @param revoke for role model: whether devices believe the keys before no more; absent: they do
 */
record RootProposal(
    @Nullable String role,
    @Nullable List<String> keys,
    @Nullable Integer threshold,
    @Nullable Boolean revoke) {

  RootProposal {
    if (keys != null && keys.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("keys: got null, allowed are public halves of keys");
    }
    keys = keys == null ? List.of() : List.copyOf(keys);
  }

  /**
   * @throws HubException if it asks for what its role does not have
   */
  Optional<OrderRole> asked() {
    Optional<OrderRole> asked = Optional.ofNullable(role).map(RootProposal::role);
    boolean root = asked.filter(OrderRole.ROOT::equals).isPresent();
    if (root == publicKeys().isEmpty()) {
      throw new HubException(
          ErrorCode.INVALID,
          root
              ? "keys is missing: role root takes public halves of keys that are kept elsewhere"
              : "keys: only role root takes keys from elsewhere; the hub makes those of others");
    }
    if (!root && threshold != null) {
      throw new HubException(ErrorCode.INVALID, "threshold: only role root has one");
    }
    if (revoke != null && !asked.filter(OrderRole.MODEL::equals).isPresent()) {
      throw new HubException(ErrorCode.INVALID, "revoke: only role model takes it");
    }
    return asked;
  }

  List<String> publicKeys() {
    return keys == null ? List.of() : keys;
  }

  int needed() {
    return threshold == null ? publicKeys().size() : threshold;
  }

  static OrderRole role(String text) {
    try {
      return OrderRole.of("role", text);
    } catch (ModelFormatException e) {
      throw HubException.malformed(String.valueOf(e.getMessage()));
    }
  }
}
