package dev.ionosphere.edge.testing;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.ReleaseStatement;
import dev.ionosphere.models.order.ReleaseStatement.Basis;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.order.Root.RoleKeys;
import dev.ionosphere.models.order.SignedTime;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.signature.Ed25519Signer;
import dev.ionosphere.workflows.device.DeviceOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Signs orders as a hub does, whatever they say. */
public final class TestingOrders {

  public static final String HUB = "testing-hub";
  private static final Duration VALID = Duration.ofDays(7);

  public final Map<OrderRole, Ed25519Signer> keys = new EnumMap<>(OrderRole.class);
  private final Map<String, Ordered> ordered = new HashMap<>();
  private final List<Envelope> later = new ArrayList<>();
  private final Envelope first;
  private Root newest;
  private long version;
  private volatile Duration ahead = Duration.ZERO;

  /** How often a node that is ordered scores. */
  public volatile Duration every = Duration.ofMillis(50);

  /** Models that must not run any more. */
  public volatile List<Digest> revoked = List.of();

  private record Ordered(long number, DeviceOrder order) {}

  public TestingOrders(Ed25519Signer modelKey) {
    for (OrderRole role : OrderRole.values()) {
      keys.put(role, Ed25519Signer.create());
    }
    keys.put(OrderRole.MODEL, modelKey);
    first = first();
    newest = Root.of(first);
  }

  /** Models are signed with this key as well from now on, or with it alone. */
  public void trust(ModelSigner key, boolean alone) {
    Instant until = newest.expires();
    newest =
        alone
            ? newest.replaced(OrderRole.MODEL, key.publicKey(), until)
            : newest.with(OrderRole.MODEL, key.publicKey(), until);
    later.add(newest.envelope().signedBy(keys.get(OrderRole.ROOT)));
  }

  /** The first. */
  public Envelope root() {
    return first;
  }

  private Envelope first() {
    Map<String, String> all = new TreeMap<>();
    Map<OrderRole, RoleKeys> roles = new EnumMap<>(OrderRole.class);
    keys.forEach((role, key) -> {
      all.put(key.keyId(), key.publicKey());
      roles.put(role, RoleKeys.one(key.keyId()));
    });
    Instant expires = now().plus(Duration.ofDays(365));
    return new Root(HUB, 1, 1, expires, all, roles)
        .envelope()
        .signedBy(keys.get(OrderRole.ROOT))
        .signedBy(keys.get(OrderRole.MODEL));
  }

  /** So much time passes at the hub. */
  public void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  private Instant now() {
    return Instant.now().plus(ahead);
  }

  /** Gives the role another key, by a root that is good for a year from now. */
  public synchronized void rotate(OrderRole role) {
    Ed25519Signer before = keys.get(OrderRole.ROOT);
    Ed25519Signer made = Ed25519Signer.create();
    newest = newest.replaced(role, made.publicKey(), now().plus(Duration.ofDays(365)));
    keys.put(role, made);
    Envelope root = newest.envelope().signedBy(before);
    later.add(role == OrderRole.ROOT ? root.signedBy(made) : root);
  }

  /** Roots that somebody may not know who has that one. */
  synchronized List<Envelope> rootsAfter(long root) {
    return List.copyOf(later.subList((int) root - 1, later.size()));
  }

  public byte[] time(String nonce) {
    return new SignedTime(HUB, nonce, now())
        .envelope()
        .signedBy(keys.get(OrderRole.DIRECTOR))
        .json();
  }

  /** What was ordered last; nothing yet. */
  synchronized byte[] current(String device) {
    Ordered last = ordered.get(device);
    return last == null ? new byte[0] : last.order().order().getBytes(StandardCharsets.UTF_8);
  }

  /** What was ordered after that version; nothing if there is none in time. */
  synchronized byte[] after(String device, String version, Duration wait)
      throws InterruptedException {
    long end = System.nanoTime() + wait.toNanos();
    while (ordered.get(device) == null
        || version.equals(newest.stateEpoch() + "." + ordered.get(device).number())) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return new byte[0];
      }
      wait(left);
    }
    return current(device);
  }

  /** One node, {@code pump.detect}, under the next version. */
  public synchronized DeviceOrder next(String device, long generation, ModelRef model) {
    version++;
    return is(device, order(device, version, generation, model, every));
  }

  /** The same, but as somebody else signs it. */
  public synchronized void next(
      String device, long generation, ModelRef model, TestingOrders forger) {
    version++;
    DeviceOrder unused =
        is(device, forger.order(device, version, generation, model, Duration.ofMillis(50)));
  }

  /** What was drafted last is ordered. */
  public synchronized DeviceOrder next(String device, TestingDraft draft) {
    version++;
    return is(device, wrapped(device, 1, draft));
  }

  private DeviceOrder is(String device, DeviceOrder order) {
    ordered.put(device, new Ordered(version, order));
    notifyAll();
    return order;
  }

  public DeviceOrder order(
      String device, long number, long generation, ModelRef model, Duration every) {
    TestingDraft draft = draft(device, number);
    draft.releases.add(release(HUB, "detect", model));
    draft.nodes.add(node("detect", generation, model, every, draft.releases.getFirst()));
    return wrapped(device, generation, draft);
  }

  /** An order of the next version for one node, not signed yet; nobody is told of it. */
  public synchronized TestingDraft draft(String device, long generation, ModelRef model) {
    TestingDraft draft = draft(device, version + 1);
    draft.releases.add(release(HUB, "detect", model));
    draft.nodes.add(
        node("detect", generation, model, Duration.ofMillis(50), draft.releases.getFirst()));
    return draft;
  }

  private TestingDraft draft(String device, long number) {
    Instant now = now();
    Assignment.Version next = new Assignment.Version(newest.stateEpoch(), number);
    TestingDraft draft = new TestingDraft(HUB, device, next, now, now.plus(VALID));
    draft.roots.addAll(later);
    draft.revoked.addAll(revoked);
    return draft;
  }

  /** That a model was released to a node of pump. */
  public Envelope release(String hub, String node, ModelRef model) {
    return statement(hub, node, model).signedBy(keys.get(OrderRole.RELEASE));
  }

  /** The same, not signed yet. */
  public Envelope statement(String hub, String node, ModelRef model) {
    return new ReleaseStatement(
            hub,
            "pump",
            node,
            new Digest(model.digest()),
            Basis.APPROVALS,
            List.of("pump.review.1"),
            now())
        .envelope();
  }

  public static AssignedNode node(
      String name, long generation, ModelRef model, Duration every, Envelope release) {
    return new AssignedNode(
        "pump",
        name,
        generation,
        new Digest(model.digest()),
        new ModelSignature(model.keyId(), model.signature()),
        model.bytes(),
        release.digest(),
        new AssignedNode.Settings(
            every, new SourceSpec.File("${device}.csv"), 100, Format.DEFAULT));
  }

  /** The newest that was signed. */
  public synchronized Root newest() {
    return newest;
  }

  /** Nothing is to run on the device. */
  public synchronized DeviceOrder nothing(String device) {
    version++;
    return is(device, wrapped(device, 1, draft(device, version)));
  }

  private DeviceOrder wrapped(String device, long generation, TestingDraft draft) {
    byte[] order = draft.signedBy(keys.get(OrderRole.DIRECTOR));
    return new DeviceOrder(
        device,
        "pump",
        "detect",
        generation,
        new String(order, StandardCharsets.UTF_8),
        "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");
  }
}
