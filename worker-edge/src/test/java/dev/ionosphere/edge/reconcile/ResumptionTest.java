package dev.ionosphere.edge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.loop.LoopContext;
import dev.ionosphere.edge.spool.Priority;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.NodeStates;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.trace.Tracing;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.Telemetry.Actual;
import dev.ionosphere.models.device.Telemetry.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device runs after a start on a disk that is not as it was left. */
class ResumptionTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");

  @TempDir Path directory;
  private TestingHub hub;
  private NodeStatuses statuses;
  private Reconciler reconciler;
  private Spool spool;

  @BeforeEach
  void start() throws IOException {
    hub = new TestingHub("");
    Files.createDirectories(directory.resolve("source"));
    Files.writeString(directory.resolve("source/d1.csv"), "heat,shake\n1,1\n");
    restart();
  }

  @AfterEach
  void stop() throws InterruptedException {
    stopLoops();
    hub.close();
  }

  @Test
  void runsThePreviousCopyWhenTheLastIsZeroed() throws Exception {
    apply(1, publish("a"));
    apply(2, publish("b"));
    stopLoops();
    zero("actual.json");
    restart();
    assertThat(runs().generation()).isEqualTo(1);
    assertThat(status().status()).isEqualTo("active");
    assertThat(status().reason()).contains("actual.json", "all zero", "previous copy is used");
    assertThat(incidents())
        .last()
        .satisfies(i -> {
          assertThat(i.kind()).isEqualTo("device.model.fell-back");
          assertThat(i.message()).contains("actual.json", "all zero");
        });
    assertThat(apply(2, publish("b")).status()).isEqualTo(ApplyOutcome.Status.ACTIVE);
    assertThat(status().reason()).isEmpty();
  }

  @Test
  void runsWhatLastRanWellWhenNoCopyIsLeft() throws Exception {
    TestingModel a = publish("a");
    apply(1, a);
    NodeStates.prove(new NodeStates(directory.resolve("state")).directory(KEY), desired(1, a));
    apply(2, publish("b"));
    apply(3, publish("c"));
    stopLoops();
    zero("actual.json");
    zero("actual.json.previous");
    restart();
    assertThat(runs().model()).isEqualTo(a.reference());
    assertThat(incidents()).last().extracting(Incident::kind).isEqualTo("device.model.fell-back");
  }

  @Test
  void runsNothingAndSaysSoWhenNoStateIsLeft() throws Exception {
    apply(1, publish("a"));
    stopLoops();
    zero("actual.json");
    restart();
    assertThat(reconciler.loops()).isEmpty();
    assertThat(status().status()).isEqualTo("failed");
    assertThat(status().reason()).contains("actual.json", "there is no previous copy");
    assertThat(incidents()).last().extracting(Incident::kind).isEqualTo("device.model.lost");
    assertThat(apply(1, publish("a")).status()).isEqualTo(ApplyOutcome.Status.ACTIVE);
  }

  @Test
  void namesANodeWhoseFolderIsEmpty() throws Exception {
    Files.createDirectories(directory.resolve("state/pump/detect"));
    restart();
    assertThat(status().status()).isEqualTo("failed");
    assertThat(status().reason()).contains("state/pump/detect", "no state");
  }

  @Test
  void saysToldWhereAFirstModelNeverCame() throws Exception {
    TestingModel a = publish("a");
    new NodeStates(directory.resolve("state")).desire(KEY, desired(1, a));
    restart();
    assertThat(status().status()).isEqualTo("told");
    assertThat(apply(1, a).status()).isEqualTo(ApplyOutcome.Status.ACTIVE);
  }

  @Test
  void oneBrokenNodeKeepsNoOtherFromRunning() throws Exception {
    apply(1, publish("a"));
    stopLoops();
    Path broken = Files.createDirectories(directory.resolve("state/pump/another"));
    Files.writeString(broken.resolve("actual.json"), "{}");
    restart();
    assertThat(runs().generation()).isEqualTo(1);
    assertThat(status("another").status()).isEqualTo("failed");
  }

  @Test
  void removesTransfersThatNobodyWillFinish() throws Exception {
    TestingModel a = publish("a");
    Path part = Files.createDirectories(directory.resolve("fetch")).resolve("abc.part");
    Files.writeString(part, "half");
    apply(1, a);
    assertThat(part).doesNotExist();
    Files.writeString(part, "half");
    stopLoops();
    restart();
    assertThat(part).doesNotExist();
    new NodeStates(directory.resolve("state")).desire(KEY, desired(2, a));
    Files.writeString(part, "half");
    stopLoops();
    restart();
    assertThat(part).exists();
  }

  private void zero(String name) throws IOException {
    Path file = directory.resolve("state/pump/detect").resolve(name);
    Files.write(file, new byte[(int) Files.size(file)]);
  }

  private void restart() throws IOException {
    spool = Spool.open(directory.resolve("spool"), 1 << 20);
    TestingLink link = TestingLink.to(hub, directory, "d1", Clock.systemUTC());
    LoopContext context =
        new LoopContext(
            "d1",
            directory.resolve("source"),
            spool,
            new Incidents(spool, Clock.systemUTC()),
            link.link(),
            Duration.ofSeconds(1),
            Clock.systemUTC());
    statuses = new NodeStatuses();
    reconciler =
        Reconciler.of(
            context,
            Disk.local(),
            directory,
            link.hub(),
            () -> Map.of(hub.signer.keyId(), hub.signer.publicKey()),
            PackageLimits.of(1 << 28),
            statuses,
            Tracing.to(Optional.empty(), "d1"));
    reconciler.resume(Permitted.ANYTHING);
  }

  private void stopLoops() throws InterruptedException {
    for (InferenceLoop loop : List.copyOf(reconciler.loops().values())) {
      loop.stop();
    }
  }

  private TestingModel publish(String name) {
    TestingModel model = TestingModel.signedBy(hub.signer, name);
    hub.publish(model);
    return model;
  }

  private DesiredState runs() {
    return reconciler.loops().get(KEY).state();
  }

  private Actual status() {
    return status("detect");
  }

  private Actual status(String node) {
    try (Stream<Actual> all = statuses.all().stream()) {
      return all.filter(a -> a.node().equals(node)).findFirst().orElseThrow();
    }
  }

  private List<Incident> incidents() throws IOException {
    List<Incident> incidents = new ArrayList<>();
    for (byte[] json : spool.next(1_000, Long.MAX_VALUE).of(Priority.INCIDENT)) {
      incidents.add(Json.read(json, Incident.class));
    }
    spool.notDelivered();
    return incidents;
  }

  private ApplyOutcome apply(long generation, TestingModel model) throws IOException {
    return reconciler.apply(desired(generation, model), () -> {});
  }

  private static DesiredState desired(long generation, TestingModel model) {
    return new DesiredState(
        "d1",
        KEY.ion(),
        KEY.node(),
        generation,
        model.reference(),
        Duration.ofMillis(10),
        "${device}.csv",
        10,
        null);
  }
}
