package dev.ionosphere.edge.hostile;

import static dev.ionosphere.edge.hostile.OrderAttack.attack;

import dev.ionosphere.edge.testing.TestingOrders;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Orders under a root of trust, or for a model, that nobody vouches for. */
final class AuthorityAttacks {

  static Stream<Arguments> all() {
    return Stream.of(roots(), releases()).flatMap(attacks -> attacks);
  }

  private static Stream<Arguments> roots() {
    return Stream.of(
        attack(
            "a root of another hub",
            Reason.OTHER_HUB,
            "root.hub: got other-hub",
            device -> {
              Root next = device.next(root -> "other-hub", 0);
              return device.under(next.envelope().signedBy(device.key(OrderRole.ROOT)));
            }),
        attack(
            "a root of a stranger",
            Reason.WRONG_ROOT,
            "by keys of the one before",
            device ->
                device.under(
                    device.next(Root::hub, 0).envelope().signedBy(Ed25519Signer.create()))),
        attack(
            "an unsigned root",
            Reason.WRONG_ROOT,
            "0 good signatures of 0",
            device -> device.under(device.next(Root::hub, 0).envelope())),
        attack(
            "a root by the director",
            Reason.WRONG_ROOT,
            "root keys",
            device ->
                device.under(
                    device.next(Root::hub, 0).envelope().signedBy(device.key(OrderRole.DIRECTOR)))),
        attack(
            "a root that leaves one out",
            Reason.WRONG_ROOT,
            "root.version: got",
            device ->
                device.under(
                    device.next(Root::hub, 1).envelope().signedBy(device.key(OrderRole.ROOT)))),
        attack(
            "a root of the last version",
            Reason.WRONG_ROOT,
            "root.version: got",
            device ->
                device.under(
                    device
                        .next(Root::hub, Integer.MAX_VALUE)
                        .envelope()
                        .signedBy(device.key(OrderRole.ROOT)))),
        attack(
            "a root of an earlier epoch",
            Reason.WRONG_ROOT,
            "stateEpoch: got 1",
            device -> {
              // The one before raised it.
              Root root = device.hub.orders.newest();
              Root back =
                  new Root(
                      root.hub(), root.version() + 1, 1, root.expires(), root.keys(), root.roles());
              return device.under(back.envelope().signedBy(device.key(OrderRole.ROOT)));
            }),
        attack(
            "no root at all",
            Reason.MALFORMED,
            "payloadType: got",
            device -> device.under(device.draft().releases.getFirst())),
        attack(
            "after its root has expired",
            Reason.ROOT_EXPIRED,
            "expired at",
            device -> {
              device.hub.orders.pass(Duration.ofDays(400));
              byte[] good = device.good();
              device.hub.orders.rotate(OrderRole.RELEASE);
              return good;
            }));
  }

  private static Stream<Arguments> releases() {
    return Stream.of(
        attack(
            "a model without a statement",
            Reason.NOT_RELEASED,
            "no release statement",
            device -> device.signed(draft -> draft.releases.clear())),
        attack(
            "a statement of another hub",
            Reason.OTHER_HUB,
            "release.hub: got other-hub",
            device ->
                device.released(model -> device.hub.orders.release("other-hub", "detect", model))),
        attack(
            "a statement for another node",
            Reason.NOT_RELEASED,
            "pump.other",
            device ->
                device.released(
                    model -> device.hub.orders.release(TestingOrders.HUB, "other", model))),
        attack(
            "a statement for another model",
            Reason.NOT_RELEASED,
            "the statement releases",
            device ->
                device.released(model ->
                    device.hub.orders.release(
                        TestingOrders.HUB, "detect", device.model().reference()))),
        attack(
            "a statement by the director",
            Reason.UNSIGNED,
            "release keys",
            device ->
                device.released(model ->
                    device
                        .hub
                        .orders
                        .statement(TestingOrders.HUB, "detect", model)
                        .signedBy(device.key(OrderRole.DIRECTOR)))),
        attack(
            "an unsigned statement",
            Reason.UNSIGNED,
            "0 good signatures of 0",
            device ->
                device.released(
                    model -> device.hub.orders.statement(TestingOrders.HUB, "detect", model))),
        attack(
            "the order as the statement",
            Reason.UNSIGNED,
            "release statement",
            device ->
                device.released(
                    model -> device.draft().assignment().signedBy(device.key(OrderRole.DIRECTOR)))),
        attack(
            "a model that is revoked",
            Reason.REVOKED,
            "is revoked",
            device -> device.signed(draft -> draft.revoked.add(draft.nodes.getFirst().model()))));
  }

  private AuthorityAttacks() {}
}
