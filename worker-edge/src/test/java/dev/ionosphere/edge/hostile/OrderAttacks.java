package dev.ionosphere.edge.hostile;

import static dev.ionosphere.edge.hostile.Forgery.cut;
import static dev.ionosphere.edge.hostile.Forgery.payload;
import static dev.ionosphere.edge.hostile.Forgery.signature;
import static dev.ionosphere.edge.hostile.Forgery.text;
import static dev.ionosphere.edge.hostile.Forgery.unsigned;
import static dev.ionosphere.edge.hostile.Forgery.zipped;
import static dev.ionosphere.edge.hostile.OrderAttack.attack;

import dev.ionosphere.edge.testing.TestingDraft;
import dev.ionosphere.edge.testing.TestingOrders;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRefusal.Reason;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Orders that are none, are not signed as they should be, or are not for the device now. */
final class OrderAttacks {

  static Stream<Arguments> all() {
    return Stream.of(bytes(), signatures(), addresses(), times()).flatMap(attacks -> attacks);
  }

  private static Stream<Arguments> bytes() {
    return Stream.of(
        attack("nothing", Reason.MALFORMED, "order: got ", device -> " ".getBytes()),
        attack(
            "an empty object", Reason.MALFORMED, "roots: got nothing", device -> "{}".getBytes()),
        attack(
            "half of an order",
            Reason.MALFORMED,
            "Unexpected end-of-input",
            device -> cut(device.good(), 2)),
        attack(
            "all but the end",
            Reason.MALFORMED,
            "Unexpected end",
            device -> {
              byte[] good = device.good();
              return Arrays.copyOf(good, good.length - 1);
            }),
        attack(
            "an order twice",
            Reason.MALFORMED,
            "Trailing token",
            device -> {
              byte[] good = device.good();
              byte[] twice = Arrays.copyOf(good, 2 * good.length);
              System.arraycopy(good, 0, twice, good.length, good.length);
              return twice;
            }),
        attack(
            "two assignments in one",
            Reason.MALFORMED,
            "Duplicate field 'assignment'",
            device -> text(device.good(), all -> all.replaceFirst("\\{", "{\"assignment\":{},"))),
        attack(
            "a field more",
            Reason.MALFORMED,
            "field run",
            device -> text(device.good(), all -> all.replaceFirst("\\{", "{\"run\":\"sh\","))),
        attack(
            "another type",
            Reason.MALFORMED,
            "order.roots: got STRING",
            device ->
                text(
                    device.good(),
                    all -> all.replaceFirst("\"roots\":\\[.*?]}]", "\"roots\":\"\""))),
        attack(
            "no base64",
            Reason.MALFORMED,
            "payload: got",
            device -> text(device.good(), all -> all.replaceFirst("\"payload\":\"", "$0*"))),
        attack(
            "another encoding",
            Reason.MALFORMED,
            "payloadType: got",
            device ->
                new String(device.good(), StandardCharsets.UTF_8)
                    .replace("vnd.ionosphere", "vnd.ionosphere\u202e")
                    .getBytes(StandardCharsets.UTF_16)),
        attack("packed", Reason.MALFORMED, "order: got ", device -> zipped(device.good())));
  }

  private static Stream<Arguments> signatures() {
    return Stream.of(
        attack(
            "unsigned",
            Reason.UNSIGNED,
            "0 good signatures of 0, 1 needed by director keys",
            device -> device.draft().with(device.draft().assignment())),
        attack(
            "signed by a stranger",
            Reason.UNSIGNED,
            "0 good signatures of 1",
            device -> device.draft().signedBy(Ed25519Signer.create())),
        attack(
            "signed by a stranger under the name of the key",
            Reason.UNSIGNED,
            "0 good",
            device -> {
              Ed25519Signer stranger = Ed25519Signer.create();
              String director = device.key(OrderRole.DIRECTOR).keyId();
              return text(
                  device.draft().signedBy(stranger),
                  all -> all.replace(stranger.keyId(), director));
            }),
        attack(
            "signed by the key for models", Reason.UNSIGNED, "director keys", by(OrderRole.MODEL)),
        attack(
            "signed by the key for releases", Reason.UNSIGNED, "director", by(OrderRole.RELEASE)),
        attack("signed by the key for roots", Reason.UNSIGNED, "director", by(OrderRole.ROOT)),
        attack(
            "one bit of the signature",
            Reason.UNSIGNED,
            "0 good signatures of 1",
            device ->
                text(
                    device.good(),
                    all -> {
                      int at = all.lastIndexOf("\"sig\":\"") + 7;
                      return all.substring(0, at)
                          + (all.charAt(at) == 'A' ? 'B' : 'A')
                          + all.substring(at + 1);
                    })),
        attack(
            "half a signature",
            Reason.UNSIGNED,
            "0 good",
            device ->
                text(device.good(), all -> all.replaceAll("(?s)(.*\"sig\":\".{40})[^\"]*", "$1"))),
        attack(
            "the signature of the order before",
            Reason.UNSIGNED,
            "0 good",
            device -> {
              TestingDraft before = device.draft();
              before.expires = before.expires.minusSeconds(1);
              String old = signature(before.signedBy(device.key(OrderRole.DIRECTOR)));
              return text(device.good(), all -> all.replace(signature(Forgery.bytes(all)), old));
            }),
        attack(
            "one bit of what is signed",
            Reason.UNSIGNED,
            "0 good",
            device -> {
              TestingDraft draft = device.draft();
              String good = payload(draft.assignment());
              draft.number++;
              String other = payload(draft.assignment());
              draft.number--;
              return text(
                  draft.signedBy(device.key(OrderRole.DIRECTOR)), all -> all.replace(good, other));
            }),
        attack(
            "a huge version by a stranger",
            Reason.UNSIGNED,
            "0 good",
            device -> {
              TestingDraft draft = device.draft();
              draft.number = Long.MAX_VALUE;
              return draft.signedBy(Ed25519Signer.create());
            }),
        attack(
            "signed by a director that was revoked",
            Reason.UNSIGNED,
            "of root",
            device -> {
              Ed25519Signer revoked = device.key(OrderRole.DIRECTOR);
              device.hub.orders.rotate(OrderRole.DIRECTOR);
              return device.draft().signedBy(revoked);
            }),
        attack(
            "a release statement as the assignment",
            Reason.UNSIGNED,
            "director keys",
            device -> {
              TestingDraft draft = device.draft();
              return draft.with(draft.releases.getFirst());
            }),
        attack(
            "a time as the assignment",
            Reason.MALFORMED,
            "payloadType: got",
            device -> device.draft().with(Envelope.parse(device.hub.orders.time("nonce")))));
  }

  private static OrderAttack by(OrderRole role) {
    return device -> device.draft().signedBy(device.key(role));
  }

  private static Stream<Arguments> addresses() {
    return Stream.of(
        attack(
            "an order of another hub",
            Reason.OTHER_HUB,
            "assignment.hub: got other-hub",
            device -> device.signed(draft -> draft.hub = "other-hub")),
        attack(
            "an order of another hub's keys",
            Reason.UNSIGNED,
            "director keys",
            device -> {
              TestingOrders other = new TestingOrders(Ed25519Signer.create());
              return other
                  .draft(AttackedDevice.DEVICE, 99, device.model().reference())
                  .signedBy(other.keys.get(OrderRole.DIRECTOR));
            }),
        attack(
            "an order for another device",
            Reason.OTHER_DEVICE,
            "device: got d2",
            device -> device.signed(draft -> draft.device = "d2")),
        attack(
            "of the enrolment before",
            Reason.OTHER_INCARNATION,
            "incarnation: got 2",
            device -> device.signed(draft -> draft.incarnation = 2)),
        attack(
            "of a later epoch",
            Reason.OTHER_EPOCH,
            "as root",
            device -> device.signed(draft -> draft.epoch = Long.MAX_VALUE)),
        attack(
            "of an epoch before",
            Reason.OTHER_EPOCH,
            "as root",
            device -> device.signed(draft -> draft.epoch = 1)),
        attack(
            "an older one",
            Reason.OLDER,
            "which is held, and up",
            device -> device.signed(draft -> draft.number = 1)),
        attack(
            "one that was followed, once more after others",
            Reason.OLDER,
            "held",
            device -> {
              byte[] first =
                  device
                      .hub
                      .orders
                      .next(AttackedDevice.DEVICE, 1, device.model().reference())
                      .order()
                      .getBytes();
              device.follow(first);
              device.follow(device.good());
              device.ran();
              return first;
            }),
        attack(
            "the same version with other content",
            Reason.CONFLICT,
            "under this version",
            device -> device.signed(draft -> draft.number = device.held().version().number())),
        attack(
            "an expired one",
            Reason.EXPIRED,
            "expired at",
            device -> device.signed(draft -> draft.expires = Instant.now().minusSeconds(1))),
        attack(
            "one that was held back for a week",
            Reason.EXPIRED,
            "expired at",
            device -> {
              byte[] good = device.good();
              device.hub.orders.pass(Duration.ofDays(8));
              return good;
            }),
        attack(
            "a node with a path for a name",
            Reason.MALFORMED,
            "node.ion: got ../..",
            device -> device.text("\"ion\":\"pump\"", "\"ion\":\"../..\"")),
        attack(
            "an interval of ages",
            Reason.MALFORMED,
            "settings.every: got PT2562",
            device ->
                device.text("\"every\":\"PT0.05S\"", "\"every\":\"PT2562047788015215H30M7S\"")),
        attack(
            "a negative size",
            Reason.MALFORMED,
            "node.bytes: got -",
            device -> device.text("\"bytes\":", "\"bytes\":-")),
        attack(
            "a version beyond a long",
            Reason.MALFORMED,
            "assignment.version",
            device -> device.text("\"version\":", "\"version\":9223372036854775807")),
        attack(
            "a later form",
            Reason.MALFORMED,
            "assignment.format: got 2",
            device -> device.text("\"format\":1", "\"format\":2")));
  }

  private static Stream<Arguments> times() {
    return Stream.of(
        attack(
            "with the time unsigned",
            Reason.UNSIGNED,
            "time: 0 good signatures",
            device -> {
              device.hub.time = nonce -> unsigned(device.hub.orders.time(nonce));
              return device.good();
            }),
        attack(
            "with the time of another question",
            Reason.OLDER,
            "time.nonce",
            device -> {
              byte[] recorded = device.hub.orders.time("recorded");
              device.hub.time = nonce -> recorded;
              return device.good();
            }),
        attack(
            "with the time of another hub",
            Reason.UNSIGNED,
            "time: 0 good",
            device -> {
              TestingOrders other = new TestingOrders(Ed25519Signer.create());
              device.hub.time = other::time;
              return device.good();
            }),
        attack(
            "with half of the time",
            Reason.MALFORMED,
            "Unexpected end",
            device -> {
              device.hub.time = nonce -> cut(device.hub.orders.time(nonce), 2);
              return device.good();
            }),
        attack(
            "with an order for the time",
            Reason.MALFORMED,
            "field",
            device -> {
              byte[] good = device.good();
              device.hub.time = nonce -> good;
              return good;
            }));
  }

  private OrderAttacks() {}
}
