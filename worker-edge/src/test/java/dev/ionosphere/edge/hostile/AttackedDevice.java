package dev.ionosphere.edge.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.testing.TestingAgent;
import dev.ionosphere.edge.testing.TestingDraft;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.testing.TestingOrders;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRefusal;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A device that follows orders, its hub, and whoever has the hub's keys. */
final class AttackedDevice implements AutoCloseable {

  static final String DEVICE = TestingAgent.DEVICE;

  private static final NodeKey KEY = new NodeKey("pump", "detect");

  final TestingHub hub;
  final TestingAgent agent;
  private final Thread delivery;
  private long generation;
  private int models;

  /** One that runs a model, and tells its hub what it does. */
  AttackedDevice(Path directory) throws Exception {
    hub = new TestingHub("");
    agent = new TestingAgent(hub, directory);
    delivery = Thread.ofPlatform().start(() -> agent.delivery.run(Duration.ofMillis(50)));
    // Two epochs, so that there is one before.
    hub.orders.rotate(OrderRole.DIRECTOR);
    follow(good());
    follow(good());
    ran();
  }

  @Override
  public void close() throws InterruptedException {
    delivery.interrupt();
    delivery.join();
    agent.stop();
    hub.close();
  }

  /** Nobody is on the way any more: a good order is followed. */
  void followsAGoodOrder() throws OrderRefusal, IOException {
    hub.hostileOrder = null;
    hub.time = hub.orders::time;
    ModelRef model = model().reference();
    order(model);
    assertThat(agent.outcomes.all())
        .singleElement()
        .returns(ApplyOutcome.Status.ACTIVE, Telemetry.Outcome::status)
        .returns("", Telemetry.Outcome::reason);
    assertThat(runs().model()).isEqualTo(model);
  }

  /** Follows a good order for this model. */
  void order(ModelRef model) throws OrderRefusal, IOException {
    follow(Forgery.bytes(hub.orders.next(DEVICE, ++generation, model).order()));
  }

  void follow(byte[] order) throws OrderRefusal, IOException {
    agent.intake.take(order);
    agent.follower.followHeld();
  }

  void ran() {
    assertThat(agent.reconciler.loops()).containsOnlyKeys(KEY);
  }

  Assignment held() {
    return agent.book.held().orElseThrow();
  }

  DesiredState runs() {
    return agent.reconciler.loops().get(KEY).state();
  }

  boolean told(String kind, String message) {
    return hub.incidents(kind).stream().anyMatch(incident -> incident.message().contains(message));
  }

  Ed25519Signer key(OrderRole role) {
    return hub.orders.keys.get(role);
  }

  /** That signs models now. */
  ModelSigner models() {
    return ModelSigner.of(key(OrderRole.MODEL));
  }

  /** That signs models from now on. */
  Ed25519Signer rotated() {
    hub.orders.keys.put(OrderRole.MODEL, Ed25519Signer.create());
    return key(OrderRole.MODEL);
  }

  String name() {
    return "m" + ++models;
  }

  TestingModel model() {
    return publish(TestingModel.signedBy(models(), name()));
  }

  TestingModel publish(TestingModel model) {
    hub.publish(model);
    return model;
  }

  ModelRef manifest(UnaryOperator<byte[]> change) {
    return publish(TestingModel.withManifest(models(), name(), change)).reference();
  }

  ModelRef signedPart(Role role, byte[] content) {
    return publish(TestingModel.withPart(models(), name(), role, content)).reference();
  }

  /** What the hub has of a part is changed. */
  ModelRef part(Role role, UnaryOperator<byte[]> change) {
    TestingModel model = model();
    String hex = model.part(role).digest().hex();
    byte[] part = model.blobs().get(hex).clone();
    hub.blobs.put(hex, change.apply(part));
    return model.reference();
  }

  TestingDraft draft() {
    return hub.orders.draft(DEVICE, generation + 1, model().reference());
  }

  /** The next, as the hub has it from now on. */
  byte[] good() {
    return hub.orders.next(DEVICE, ++generation, model().reference()).order().getBytes();
  }

  interface Change {
    void to(TestingDraft draft);
  }

  /** A good order but for the change, and signed by the director. */
  byte[] signed(Change change) {
    TestingDraft draft = draft();
    change.to(draft);
    return draft.signedBy(key(OrderRole.DIRECTOR));
  }

  /** A good order but for what its text says, and signed by the director. */
  byte[] text(String one, String other) {
    return directed(
        draft(),
        json -> {
          assertThat(json).contains(one);
          return json.replace(one, other);
        });
  }

  byte[] directed(TestingDraft draft, UnaryOperator<String> change) {
    String type = "application/vnd.ionosphere.assignment.v1+json";
    String good = Forgery.payload(draft.assignment());
    byte[] bytes =
        change
            .apply(new String(Base64.getDecoder().decode(good), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes("DSSEv1 %d %s %d ".formatted(type.length(), type, bytes.length).getBytes());
    signed.writeBytes(bytes);
    Ed25519Signer director = key(OrderRole.DIRECTOR);
    String signature =
        "{\"keyid\":\"%s\",\"sig\":\"%s\"}"
            .formatted(director.keyId(), director.sign(signed.toByteArray()));
    return Forgery.text(
        draft.with(draft.assignment()),
        all ->
            all.replace(good, Base64.getEncoder().encodeToString(bytes))
                .replace("\"signatures\":[]", "\"signatures\":[" + signature + "]"));
  }

  interface Statement {
    Envelope of(ModelRef model);
  }

  /** A good order but for its release statement. */
  byte[] released(Statement statement) {
    ModelRef model = model().reference();
    TestingDraft draft = hub.orders.draft(DEVICE, generation + 1, model);
    Envelope release = statement.of(model);
    draft.releases.clear();
    draft.releases.add(release);
    draft.nodes.clear();
    draft.nodes.add(
        TestingOrders.node("detect", generation + 1, model, Duration.ofMillis(50), release));
    return draft.signedBy(key(OrderRole.DIRECTOR));
  }

  /** The root after the newest, and so much further. */
  Root next(Function<Root, String> of, long further) {
    Root root = hub.orders.newest();
    return new Root(
        of.apply(root),
        root.version() + 1 + further,
        root.stateEpoch(),
        root.expires(),
        root.keys(),
        root.roles());
  }

  /** A root of version 1, with as many keys as one may have. */
  Root manyKeys() {
    Root newest = hub.orders.newest();
    Map<String, String> keys = new TreeMap<>(newest.keys());
    while (keys.size() < 32) {
      Ed25519Signer one = Ed25519Signer.create();
      keys.put(one.keyId(), one.publicKey());
    }
    return new Root(newest.hub(), 1, 1, newest.expires(), keys, newest.roles());
  }

  /** A good order that comes with one more root. */
  byte[] under(Envelope root) {
    return signed(draft -> draft.roots.add(root));
  }

  static String hex(TestingModel model) {
    return new Digest(model.reference().digest()).hex();
  }

  static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time: " + what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
