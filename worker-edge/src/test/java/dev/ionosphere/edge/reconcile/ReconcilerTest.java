package dev.ionosphere.edge.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.loop.InferenceLoop;
import dev.ionosphere.edge.loop.LoopContext;
import dev.ionosphere.edge.spool.Spool;
import dev.ionosphere.edge.status.NodeStatuses;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.telemetry.Incidents;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import dev.ionosphere.edge.testing.TestingModel;
import dev.ionosphere.edge.trace.Tracing;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.pack.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcilerTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");

  @TempDir Path directory;
  private TestingHub hub;
  private NodeStatuses statuses;
  private Reconciler reconciler;

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
  void activatesAndRepeatsWithoutFetchingAgain() throws IOException {
    TestingModel model = publish("a");
    assertActive(apply(1, model));
    hub.requests.clear();
    assertActive(apply(1, model));
    assertThat(hub.requests).isEmpty();
    assertThat(runs().generation()).isEqualTo(1);
    assertThat(statuses.all().getFirst().status()).isEqualTo("active");
  }

  @Test
  void takesNewSettingsUnderTheSameGeneration() throws IOException {
    TestingModel model = publish("a");
    apply(1, model);
    DesiredState slower = desired(1, model.reference(), Duration.ofMinutes(7), "${device}.csv");
    assertActive(reconciler.apply(slower, () -> {}));
    assertThat(runs().every()).isEqualTo(Duration.ofMinutes(7));
  }

  /** It was active with the old one. */
  @Test
  void anotherFormatBucketOrSourceAloneIsAChange() throws IOException {
    TestingModel model = publish("a");
    apply(1, model);
    DesiredState now = desired(1, model.reference());
    Map<String, Object> semicolons = Map.of("csv", Map.of("delimiter", ";"));
    DesiredState other =
        new DesiredState(
            "d1",
            KEY.ion(),
            KEY.node(),
            1,
            now.model(),
            now.every(),
            "other.csv",
            10,
            null,
            semicolons,
            null,
            5);
    assertActive(apply(other));
    assertThat(runs().format()).isEqualTo(other.format()).isNotEqualTo(now.format());
    assertThat(runs().bucket()).isEqualTo(5);
    DesiredState folder = now.of(new SourceSpec.Folder("in/${device}", "*.csv"));
    assertActive(apply(folder));
    assertThat(runs().source()).isEqualTo(folder.source());
  }

  @Test
  void saysBeforeTheSwapWhatASourceCannotGive() throws IOException {
    TestingModel model = publish("a");
    DesiredState now = desired(1, model.reference());
    Files.createDirectories(directory.resolve("source/in/d1"));
    Files.writeString(directory.resolve("source/in/d1/1.csv"), "heat,noise\n");
    DesiredState folder = now.of(new SourceSpec.Folder("in/${device}", "*.csv"));
    assertRefused(apply(folder), "schema", "1.csv", "shake");
    assertRefused(
        apply(now.of(new SourceSpec.Push())), "schema", "pump.detect", "lines before them");
    Map<String, Object> columns = Map.of("csv", Map.of("columns", List.of("heat", "shake")));
    DesiredState pushed =
        new DesiredState(
            "d1",
            KEY.ion(),
            KEY.node(),
            1,
            now.model(),
            now.every(),
            "http:",
            10,
            null,
            columns,
            Map.of("http", Map.of()),
            null);
    assertActive(apply(pushed));
  }

  @Test
  void refusesEachFlippedPart() throws IOException {
    apply(1, publish("a"));
    TestingModel b = publish("b");
    for (Role role : Role.shippedRoles()) {
      String hex = b.part(role).digest().hex();
      byte[] flipped = b.blobs().get(hex).clone();
      flipped[flipped.length - 1] ^= 1;
      hub.blobs.put(hex, flipped);
      assertRefused(apply(2, b), "part " + role.wireName(), hex);
      hub.blobs.put(hex, b.blobs().get(hex));
      assertThat(statuses.all().getFirst().status()).isEqualTo("failed");
      assertThat(statuses.all().getFirst().generation()).isEqualTo(1);
    }
    assertActive(apply(2, b));
  }

  @Test
  void refusesSignaturesOfOthers() throws IOException {
    TestingModel a = publish("a");
    apply(1, a);
    TestingModel foreign = TestingModel.signedBy(ModelSigner.create(), "foreign");
    hub.publish(foreign);
    assertRefused(apply(2, foreign), foreign.reference().keyId(), hub.signer.keyId());
    TestingModel b = publish("b");
    ModelRef swapped =
        new ModelRef(b.reference().digest(), a.reference().signature(), a.reference().keyId(), 100);
    assertRefused(apply(desired(2, swapped)), "signature", "does not fit");
    assertThat(hub.requests).noneMatch(r -> r.contains(b.reference().digest().substring(7)));
  }

  @Test
  void refusesWhatDoesNotComputeOrFit() throws IOException {
    apply(1, publish("a"));
    TestingModel golden = TestingModel.withWrongGoldenRows(hub.signer);
    TestingModel columns = TestingModel.withOtherColumns(hub.signer);
    hub.publish(golden);
    hub.publish(columns);
    assertRefused(apply(2, golden), "golden row 2", "distance 5.0", "5.001");
    assertRefused(apply(2, columns), "schema", "pressure");
    TestingModel b = publish("b");
    DesiredState outside = desired(2, b.reference(), Duration.ofMillis(10), "../../etc/passwd");
    assertRefused(apply(outside), "leaves the source directory");
    ModelRef huge =
        new ModelRef(
            b.reference().digest(), b.reference().signature(), b.reference().keyId(), 1L << 50);
    assertRefused(apply(desired(2, huge)), "ION_MODEL_MB");
    DesiredState hostile =
        new DesiredState(
            "d1", "../..", "x", 2, b.reference(), Duration.ofMillis(10), "f", 10, null);
    assertThat(apply(hostile).status()).isEqualTo(ApplyOutcome.Status.REFUSED);
  }

  @Test
  void refusesWhatTakesMoreMemoryThanItHasAndScoresOn() throws IOException {
    apply(1, publish("a"));
    ApplyOutcome outcome =
        reconciler.apply(
            desired(2, publish("b").reference()),
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertRefused(outcome, "memory: the package of", "Java heap space");
    assertThat(runs().generation()).isEqualTo(1);
    assertThat(directory.resolve("fetch")).isEmptyDirectory();
    assertActive(apply(3, publish("c")));
  }

  @Test
  void throwsWhileTheHubIsAwayAndLeavesTheOldModelRunning() throws IOException {
    TestingModel a = publish("a");
    apply(1, a);
    TestingModel b = publish("b");
    hub.cutOff();
    assertThatThrownBy(() -> apply(2, b)).isInstanceOf(IOException.class);
    assertThat(runs().model()).isEqualTo(a.reference());
    hub.comeBack();
    assertActive(apply(2, b));
  }

  @Test
  void goesOnFromDiskAloneAfterARestart() throws Exception {
    TestingModel a = publish("a");
    apply(3, a);
    stopLoops();
    hub.cutOff();
    restart();
    assertThat(runs().generation()).isEqualTo(3);
    assertThat(statuses.all().getFirst().status()).isEqualTo("active");
  }

  @Test
  void fallsBackToLastGoodWhenItsDiskRots() throws Exception {
    TestingModel a = publish("a");
    TestingModel b = publish("b");
    apply(1, a);
    apply(2, b);
    stopLoops();
    Path plan =
        directory
            .resolve("models")
            .resolve(b.reference().digest().substring(7))
            .resolve(b.part(Role.PLAN).digest().hex());
    byte[] bytes = Files.readAllBytes(plan);
    bytes[bytes.length / 2] ^= 4;
    Files.write(plan, bytes);
    // The plan is the same in both packages, the store keeps one copy a package.
    restart();
    assertThat(runs().model()).isEqualTo(a.reference());
    assertActive(apply(2, b));
    assertThat(runs().model()).isEqualTo(b.reference());
  }

  @Test
  void memoryThatIsShortEndsTheChangeOnly() throws Exception {
    TestingModel a = publish("a");
    apply(1, a);
    TestingModel b = publish("b");
    ApplyOutcome outcome =
        reconciler.apply(
            desired(2, b.reference()),
            () -> {
              throw new OutOfMemoryError("testing");
            });
    assertThat(outcome.status()).isEqualTo(ApplyOutcome.Status.REFUSED);
    assertThat(outcome.reason()).startsWith("memory: the package of ");
    assertThat(runs().model()).isEqualTo(a.reference());
  }

  @Test
  void keepsActiveAndLastGoodPackagesOnly() throws IOException {
    TestingModel a = publish("a");
    TestingModel b = publish("b");
    TestingModel c = publish("c");
    apply(1, a);
    apply(2, b);
    apply(3, c);
    try (Stream<Path> models = Files.list(directory.resolve("models"))) {
      assertThat(models.map(p -> "sha256:" + p.getFileName()))
          .containsExactlyInAnyOrder(b.reference().digest(), c.reference().digest());
    }
  }

  private void restart() throws IOException {
    Spool spool = Spool.open(directory.resolve("spool"), 1 << 20);
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

  private ApplyOutcome apply(long generation, TestingModel model) throws IOException {
    return apply(desired(generation, model.reference()));
  }

  private ApplyOutcome apply(DesiredState desired) throws IOException {
    return reconciler.apply(desired, () -> {});
  }

  private static DesiredState desired(long generation, ModelRef model) {
    return desired(generation, model, Duration.ofMillis(10), "${device}.csv");
  }

  private static DesiredState desired(
      long generation, ModelRef model, Duration every, String file) {
    return new DesiredState("d1", KEY.ion(), KEY.node(), generation, model, every, file, 10, null);
  }

  private static void assertActive(ApplyOutcome outcome) {
    assertThat(outcome.reason()).isEmpty();
    assertThat(outcome.status()).isEqualTo(ApplyOutcome.Status.ACTIVE);
  }

  private static void assertRefused(ApplyOutcome outcome, String... reasons) {
    assertThat(outcome.status()).isEqualTo(ApplyOutcome.Status.REFUSED);
    assertThat(outcome.reason()).contains(reasons);
  }
}
