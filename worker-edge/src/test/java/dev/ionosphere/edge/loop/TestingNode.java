package dev.ionosphere.edge.loop;

import dev.ionosphere.edge.hub.HubLink;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.NodeStates;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.supervise.Supervisor;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.Telemetry.Actual;
import dev.ionosphere.models.device.Telemetry.Anomaly;
import dev.ionosphere.models.device.Telemetry.Incident;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.pack.ModelVerifier;
import dev.ionosphere.models.pack.PackageReader;
import dev.ionosphere.models.pack.PackageResult.Verified;
import dev.ionosphere.models.pack.PartSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A device of one node: its disk, its clocks, and what runs on it until the power goes. */
final class TestingNode {

  static final NodeKey KEY = new NodeKey("pump", "detect");
  static final ModelSigner SIGNER = ModelSigner.create();
  static final TestingModel FIRST = TestingModel.signedBy(SIGNER, "first");
  static final TestingModel SECOND = TestingModel.signedBy(SIGNER, "second");

  static final long INBOX_BYTES = 4_096;

  final Path source;
  final NodeStatuses statuses = new NodeStatuses();
  final AtomicLong nanos = new AtomicLong();
  final AtomicInteger ends = new AtomicInteger();
  final NodeStates states;
  volatile Clock clock = Clock.systemUTC();
  private final Path directory;
  private final long spoolBytes;
  private Spool spool;
  Inboxes inboxes;
  private Inboxes messages;

  TestingNode(Path directory) throws IOException {
    this(directory, Disk.local());
  }

  TestingNode(Path directory, Disk disk) throws IOException {
    this(directory, disk, 1 << 22);
  }

  TestingNode(Path directory, Disk disk, long spoolBytes) throws IOException {
    this(directory, disk, Disk.local(), spoolBytes);
  }

  /** With all that it keeps on one disk. */
  static TestingNode wholeOn(Path directory, Disk disk) throws IOException {
    return new TestingNode(directory, disk, disk, 1 << 22);
  }

  private TestingNode(Path directory, Disk disk, Disk spoolDisk, long spoolBytes)
      throws IOException {
    this.spoolBytes = spoolBytes;
    this.directory = directory;
    this.source = directory.resolve("source/d1.csv");
    this.states = new NodeStates(disk, directory.resolve("state"));
    Files.createDirectories(source.getParent());
    restart(spoolDisk);
  }

  void restart() throws IOException {
    restart(Disk.local());
  }

  /** With its spool on that disk. */
  void restart(Disk disk) throws IOException {
    inboxes = new Inboxes(disk, "inbox", INBOX_BYTES);
    messages = new Inboxes(disk, "inbox-mqtt", INBOX_BYTES);
    spool = Spool.open(disk, directory.resolve("spool"), spoolBytes);
  }

  Spool spool() {
    return spool;
  }

  void rows(String... rows) throws IOException {
    rows(source, rows);
  }

  static void rows(Path file, String... rows) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, "heat,shake\n");
    }
    Files.writeString(file, String.join("\n", rows) + "\n", StandardOpenOption.APPEND);
  }

  StateDirectory state() {
    return states.directory(KEY);
  }

  NodeLoop start(TestingModel model, int batch) throws IOException {
    return start(model, batch, "${device}.csv");
  }

  NodeLoop start(TestingModel model, int batch, String file) throws IOException {
    return start(model, state(model, 1, batch, file));
  }

  NodeLoop start(TestingModel model, DesiredState desired) throws IOException {
    statuses.set(KEY, desired, "active", "");
    return new NodeLoop(KEY, context(), state(), desired, model(model));
  }

  InferenceLoop run(TestingModel model) throws IOException {
    statuses.set(KEY, state(model, 1, 10), "active", "");
    return InferenceLoop.start(KEY, context(), state(), state(model, 1, 10), model(model));
  }

  private LoopContext context() {
    Clock delegating =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public java.time.Instant instant() {
            return clock.instant();
          }
        };
    Incidents incidents = new Incidents(spool, Clock.systemUTC());
    return new LoopContext(
        "d1",
        new NodeSources(source.getParent(), "d1", inboxes, messages),
        spool,
        incidents,
        new HubLink(),
        Duration.ofSeconds(1),
        delegating,
        nanos::get,
        statuses,
        new Supervisor(incidents, ends::incrementAndGet));
  }

  static DesiredState state(TestingModel model, long generation, int batch) {
    return state(model, generation, batch, "${device}.csv");
  }

  static DesiredState state(TestingModel model, long generation, int batch, String file) {
    return new DesiredState(
        "d1",
        KEY.ion(),
        KEY.node(),
        generation,
        model.reference(),
        Duration.ofMillis(10),
        file,
        batch,
        null);
  }

  static DeviceModel model(TestingModel model) {
    Map<Digest, byte[]> parts = new LinkedHashMap<>();
    model.blobs().forEach((hex, bytes) -> parts.put(Digest.ofHex(hex), bytes));
    Digest digest = new Digest(model.reference().digest());
    ModelVerifier verifier = ModelVerifier.trusting(Map.of(SIGNER.keyId(), SIGNER.publicKey()));
    ModelSignature signature =
        new ModelSignature(model.reference().keyId(), model.reference().signature());
    return DeviceModel.of(
        (Verified)
            new PackageReader(verifier)
                .read(digest, signature, parts.get(digest), PartSource.of(parts)),
        Arena.ofShared());
  }

  Actual status() {
    return statuses.all().getFirst();
  }

  /** As the hub would count them: once by what names a part. One name, one part. */
  List<Bucket> buckets() {
    Map<String, Bucket> buckets = new LinkedHashMap<>();
    for (Bucket bucket : read(Priority.WINDOW, Bucket.class)) {
      String name =
          "%s %d %s %d"
              .formatted(bucket.digest(), bucket.generation(), bucket.start(), bucket.part());
      Bucket before = buckets.putIfAbsent(name, bucket);
      if (before != null && !Arrays.equals(Json.write(before), Json.write(bucket))) {
        throw new AssertionError("two buckets are part " + name);
      }
    }
    return List.copyOf(buckets.values());
  }

  /** Those with rows. */
  List<Bucket> filled() {
    return buckets().stream().filter(bucket -> bucket.rows() > 0).toList();
  }

  long rows() {
    return buckets().stream().mapToLong(Bucket::rows).sum();
  }

  /** What waits for the hub and is no incident, as it was kept. */
  List<byte[]> records() throws IOException {
    List<byte[]> records = spool.next(1_000_000, Long.MAX_VALUE).of(Priority.WINDOW);
    spool.notDelivered();
    return records;
  }

  /** Numbers of the rows that are named, in the order they came. */
  List<Long> anomalies() {
    return buckets().stream().flatMap(b -> b.examples().stream()).map(Anomaly::row).toList();
  }

  List<Incident> incidents() {
    return read(Priority.INCIDENT, Incident.class);
  }

  List<Incident> incidents(String kind) {
    return incidents().stream().filter(i -> i.kind().equals(kind)).toList();
  }

  private <T> List<T> read(Priority priority, Class<T> type) {
    try {
      List<T> values = new ArrayList<>();
      for (byte[] json : spool.next(1_000_000, Long.MAX_VALUE).of(priority)) {
        values.add(Json.read(json, type));
      }
      spool.notDelivered();
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
