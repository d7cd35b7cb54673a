package dev.ionosphere.api.order;

import dev.ionosphere.models.device.Telemetry.Held;
import dev.ionosphere.models.order.Assignment.Version;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why what a device holds cannot be what this hub signed. Pure. */
enum OrderConflict {
  /** Its number is higher than any that was signed for the device. */
  NEWER,
  /** Something else was signed under its number. */
  OTHER_CONTENT,
  /** The device believes a root of trust that is none of this hub's. */
  OTHER_ROOT;

  /**
   * What the hub has signed.
   *
   * @param roots digests of its roots, oldest first
   * @param newest number of an order for the device
   * @param sameNumber digest of its order under the number that the device holds, if it is known
   */
  record Signed(List<String> roots, Optional<Version> newest, Optional<String> sameNumber) {

    Signed {
      roots = List.copyOf(roots);
    }
  }

  /** Empty: the hub signed it, or has signed newer. */
  static Optional<OrderConflict> of(Held held, Signed signed) {
    if (held.root() > signed.roots().size()
        || !signed.roots().get((int) held.root() - 1).equals(held.rootDigest())) {
      return Optional.of(OTHER_ROOT);
    }
    if (signed.newest().isEmpty() || version(held).compareTo(signed.newest().get()) > 0) {
      return Optional.of(NEWER);
    }
    return signed.sameNumber().filter(digest -> !digest.equals(held.digest())).isPresent()
        ? Optional.of(OTHER_CONTENT)
        : Optional.empty();
  }

  static Version version(Held held) {
    return new Version(held.epoch(), held.version());
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
