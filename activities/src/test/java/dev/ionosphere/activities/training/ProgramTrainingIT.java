package dev.ionosphere.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.activities.conversion.ProgramModels;
import dev.ionosphere.activities.conversion.PythonExporter;
import dev.ionosphere.activities.engine.ProcessEngine;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.sklearn.TestingPython;
import dev.ionosphere.activities.tracing.Tracing;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.GoldenRows;
import dev.ionosphere.models.scoring.Parity;
import dev.ionosphere.models.scoring.ScoringPlan;
import dev.ionosphere.programs.component.ComponentArchive;
import dev.ionosphere.programs.component.ComponentFolder;
import dev.ionosphere.programs.environment.ProgramRuntimes;
import dev.ionosphere.workflows.training.PackagedModel;
import dev.ionosphere.workflows.training.TrainingJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain script of scikit-learn, from its folder to a model that scores as it does. */
class ProgramTrainingIT {

  private static final Path DIST = Path.of(System.getProperty("ion.dist"));
  private static final Path EXAMPLE = Path.of("../examples/own-program/pump-states");

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private Trainer trainer;

  @BeforeEach
  void start() throws IOException {
    // Skipped where it cannot be made.
    Object unused = TestingPython.of(EXAMPLE.resolve("requirements.lock"), 11);
    Path token = Files.writeString(directory.resolve("token"), TestingHub.TOKEN);
    HubClient client = new HubClient(hub.address(), token, ServerTrust.system("set ION_HUB_CA"));
    ProgramRuntimes runtimes = new ProgramRuntimes(TestingPython.environments());
    TestingProgram.write(directory.resolve("pipelines.jar"), "1");
    trainer =
        new Trainer(
            List.of(
                new ProcessEngine(
                    directory.resolve("runs"),
                    runtimes,
                    Map.of("PATH", System.getenv("PATH")),
                    name -> "",
                    DIST.resolve("pipelines/pipelines.jar") + "/python",
                    Clock.systemUTC())),
            new Components(
                directory.resolve("pipelines.jar"), directory.resolve("components"), client),
            new ProgramModels(
                new PythonExporter(
                    runtimes,
                    DIST.resolve("pipelines/pipelines.jar") + "/python",
                    System.getenv("PATH"),
                    Clock.systemUTC())),
            directory.resolve("data"),
            client,
            Tracing.to(null, "test"));
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/pumps.csv"), rows());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void aScriptThatKnowsNothingOfUsMakesAModelThatScoresAsItDoes() throws IOException {
    Digest component = push(EXAMPLE);
    TrainingJob job = job(Map.of("trees", 20L));

    trainer.train(job, progress -> {});
    PackagedModel packaged = trainer.pack(job, progress -> {});
    trainer.register(job, packaged, progress -> {});

    assertThat(packaged.metrics()).containsKey("accuracy").containsEntry("rows", 2000.0);
    assertThat(packaged.metrics().get("accuracy")).isGreaterThan(0.8);
    Manifest manifest = Manifest.read(blob(new Digest(packaged.manifest())));
    assertThat(manifest.lineage().component()).isEqualTo("pump-states");
    assertThat(manifest.lineage().arguments()).containsEntry("componentVersion", "1.0.0");
    assertThat(manifest.lineage().program()).contains(component);
    assertThat(new String(part(manifest, Role.LINEAGE), StandardCharsets.UTF_8))
        .contains("\"componentPushedBy\":\"anna\"");
    ScoringPlan plan = ScoringPlan.read(part(manifest, Role.PLAN));
    assertThat(plan.features())
        .containsExactlyInAnyOrder("pressure", "flow", "temperature", "mode");
    assertThat(plan.labels()).containsExactly("idle", "running", "worn");
    GoldenRows golden = GoldenRows.read(part(manifest, Role.GOLDEN));
    assertThat(golden.verify(plan)).isInstanceOf(Parity.Equal.class);
    Baseline baseline = Baseline.read(part(manifest, Role.BASELINE));
    assertThat(baseline.feature("mode").orElseThrow().labels()).containsExactly("auto", "hand");
    assertThat(baseline.predictions()).isPresent();
  }

  @Test
  void aStepThatDevicesDoNotComputeIsRefusedByName() throws IOException {
    Path folder = directory.resolve("svc");
    Files.createDirectories(folder);
    for (String name : List.of("component.yaml", "requirements.lock")) {
      Files.copy(EXAMPLE.resolve(name), folder.resolve(name));
    }
    Files.writeString(
        folder.resolve("train.py"),
        """
        import glob, os, joblib, pandas as pd
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler
        from sklearn.svm import SVC
        rows = pd.read_csv(glob.glob(os.environ["SM_CHANNEL_TRAIN"] + "/*")[0]).dropna()
        model = make_pipeline(StandardScaler(), SVC()).fit(rows[["flow", "pressure"]], rows["state"])
        joblib.dump(model, os.path.join(os.environ["SM_MODEL_DIR"], "model.joblib"))
        """);
    push(folder);
    TrainingJob job = job(Map.of());
    trainer.train(job, progress -> {});

    assertThatThrownBy(() -> trainer.pack(job, progress -> {}))
        .hasMessageContaining("model 'model.joblib' cannot be scored on devices")
        .hasMessageContaining("svc")
        .hasMessageContaining("sklearn.svm");
  }

  private Digest push(Path folder) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    ComponentArchive.write(new ComponentFolder(folder), archive);
    Digest digest = new ComponentFolder(folder).digest();
    String blob = Digest.of(archive.toByteArray()).hex();
    hub.blobs.put(blob, archive.toByteArray());
    hub.components.put(
        "components/pump-states/1.0.0",
        "{\"digest\":\"%s\",\"archive\":\"%s\",\"archiveBytes\":%d,\"pushedBy\":\"anna\"}"
            .formatted(digest.value(), blob, archive.size()));
    return digest;
  }

  private TrainingJob job(Map<String, Object> arguments) {
    return new TrainingJob(
        "pumps",
        "learn",
        "pumps.learn.1",
        "process",
        null,
        null,
        "pump-states@1.0.0",
        arguments,
        "person:anna",
        null,
        null,
        Map.of("train", List.of("pumps.csv")));
  }

  private byte[] part(Manifest manifest, Role role) {
    return manifest.parts().stream()
        .filter(part -> part.role() == role)
        .map(part -> blob(part.digest()))
        .findFirst()
        .orElseThrow();
  }

  private byte[] blob(Digest digest) {
    return hub.blobs.get(digest.hex());
  }

  /** Pumps in three states, some values missing. */
  private static String rows() {
    Random random = new Random(7);
    StringBuilder rows = new StringBuilder("pressure,flow,temperature,mode,state\n");
    Stream.generate(() -> random.nextInt(3))
        .limit(2000)
        .forEach(state -> {
          String pressure = state == 0 ? "" : "%.3f".formatted(4 + state + random.nextGaussian());
          rows.append(pressure)
              .append(
                  ",%.3f,%.2f,"
                      .formatted(
                          state * 3 + random.nextGaussian(),
                          40 + 5 * state + random.nextGaussian()))
              .append(random.nextBoolean() ? "auto" : "hand")
              .append(',')
              .append(List.of("idle", "running", "worn").get(state))
              .append('\n');
        });
    return rows.toString();
  }
}
