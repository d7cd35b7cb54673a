package dev.ionosphere.models.order;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.models.order.OrderCheck.Holder;
import dev.ionosphere.models.order.ReleaseStatement.Basis;
import dev.ionosphere.models.order.Root.RoleKeys;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A hub with its keys, as far as orders go. */
final class TestingHub {

  static final String HUB = "hub-1";
  static final String DEVICE = "engine-61";
  static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  static final Digest MODEL = Digest.of("model".getBytes(StandardCharsets.UTF_8));
  static final Digest OTHER_MODEL = Digest.of("other model".getBytes(StandardCharsets.UTF_8));

  final Map<OrderRole, Ed25519Signer> keys = new EnumMap<>(OrderRole.class);

  TestingHub() {
    for (OrderRole role : OrderRole.values()) {
      keys.put(role, Ed25519Signer.create());
    }
  }

  Ed25519Signer key(OrderRole role) {
    return java.util.Objects.requireNonNull(keys.get(role));
  }

  Root root(long version, long epoch) {
    return root(version, epoch, NOW.plus(Duration.ofDays(365)));
  }

  Root root(long version, long epoch, Instant expires) {
    Map<String, String> all = new TreeMap<>();
    Map<OrderRole, RoleKeys> roles = new EnumMap<>(OrderRole.class);
    keys.forEach((role, key) -> {
      all.put(key.keyId(), key.publicKey());
      roles.put(role, RoleKeys.one(key.keyId()));
    });
    return new Root(HUB, version, epoch, expires, all, roles);
  }

  /** A root with other root keys. */
  static Root with(Root root, int threshold, Ed25519Signer... rootKeys) {
    Map<String, String> all = new TreeMap<>(root.keys());
    Set<String> ids = new TreeSet<>();
    for (Ed25519Signer key : rootKeys) {
      all.put(key.keyId(), key.publicKey());
      ids.add(key.keyId());
    }
    Map<OrderRole, RoleKeys> roles = new EnumMap<>(root.roles());
    roles.put(OrderRole.ROOT, new RoleKeys(threshold, ids));
    return new Root(root.hub(), root.version(), root.stateEpoch(), root.expires(), all, roles);
  }

  TrustedRoot trusted() throws OrderRefusal {
    return TrustedRoot.pinned(signed(root(1, 1)));
  }

  Envelope signed(Root root) {
    return root.envelope().signedBy(key(OrderRole.ROOT));
  }

  ReleaseStatement statement(String node, Digest model) {
    return new ReleaseStatement(
        HUB, "turbofan", node, model, Basis.APPROVALS, List.of("turbofan.review.1 by ann"), NOW);
  }

  Envelope released(ReleaseStatement statement) {
    return statement.envelope().signedBy(key(OrderRole.RELEASE));
  }

  AssignedNode node(String node, Digest model, Envelope release) {
    return new AssignedNode(
        "turbofan",
        node,
        3,
        model,
        new ModelSignature(key(OrderRole.MODEL).keyId(), "c2lnbmF0dXJl"),
        4_096,
        release.digest(),
        new AssignedNode.Settings(
            Duration.ofMinutes(5),
            new SourceSpec.File("data/${device}.csv"),
            1_000,
            Format.DEFAULT));
  }

  static Assignment assignment(long epoch, long version, AssignedNode... nodes) {
    return new Assignment(
        HUB,
        DEVICE,
        1,
        new Assignment.Version(epoch, version),
        NOW.minusSeconds(60),
        NOW.plus(Duration.ofDays(7)),
        List.of(nodes),
        List.of());
  }

  Envelope directed(Assignment assignment) {
    return assignment.envelope().signedBy(key(OrderRole.DIRECTOR));
  }

  /** One node with its model, as a hub sends it. */
  Order order(long epoch, long version) {
    Envelope release = released(statement("detect", MODEL));
    return new Order(
        List.of(),
        List.of(release),
        directed(assignment(epoch, version, node("detect", MODEL, release))));
  }

  Holder holder() throws OrderRefusal {
    return new Holder(DEVICE, 1, trusted(), Optional.empty());
  }

  Holder holding(Order held) throws OrderRefusal {
    return new Holder(DEVICE, 1, trusted(), Optional.of(held.assignment()));
  }
}
