package dev.ionosphere.activities.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.activities.conversion.ProgramModels;
import dev.ionosphere.activities.engine.SparkEngine;
import dev.ionosphere.activities.engine.SparkHome;
import dev.ionosphere.activities.engine.SparkMasters;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.tracing.Tracing;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.GoldenRows;
import dev.ionosphere.models.scoring.Parity;
import dev.ionosphere.models.scoring.Predictions;
import dev.ionosphere.models.scoring.Scorer;
import dev.ionosphere.models.scoring.ScoringPlan;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that tell worn engines by their labels: real Spark, real flights, a hub of the test. */
class ClassifierTrainingIT {
  private static final Path DIST = Path.of(System.getProperty("ion.dist"));
  private static final List<Flights> FLIGHTS = Flights.all();

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private Trainer trainer;

  @BeforeEach
  void start() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), TestingHub.TOKEN + "\n");
    HubClient client = new HubClient(hub.address(), token, ServerTrust.system("set ION_HUB_CA"));
    trainer =
        new Trainer(
            List.of(
                new SparkEngine(
                    SparkHome.at(DIST.resolve("spark")),
                    SparkMasters.local(),
                    Path.of(System.getProperty("java.home")),
                    directory.resolve("runs"))),
            new Components(
                DIST.resolve("pipelines/pipelines.jar"), directory.resolve("components"), client),
            new ProgramModels(TestingProgram::noExporter),
            directory.resolve("data"),
            client,
            Tracing.to(null, "test"));
    Flights.writeLabelled(
        directory.resolve("data/train.csv"), FLIGHTS, flight -> flight.engine() <= 60);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void aForestIsScoredAsSparkDoes() {
    tellsWornEngines("random-forest", Map.of());
  }

  @Test
  void logisticRegressionIsScoredAsSparkDoes() {
    tellsWornEngines("logistic-regression", Map.of());
  }

  @Test
  void categoriesAreScoredAsSparkDoes() throws IOException {
    Random random = new Random(9);
    String[] modes = {"hand", "auto", "off", "Auto"};
    StringBuilder csv = new StringBuilder("heat,mode,site,state\n");
    for (int i = 0; i < 1_500; i++) {
      int mode = random.nextInt(4);
      boolean worn = mode == 1 || random.nextInt(20) == 0;
      csv.append(random.nextGaussian() + (worn ? 1 : 0)).append(',').append(modes[mode]);
      csv.append(",s").append(random.nextInt(30)).append(worn ? ",worn\n" : ",healthy\n");
    }
    Files.writeString(directory.resolve("data/train.csv"), csv);
    areScoredAsSparkDoes("logistic-regression", "refuse", Map.of());
    areScoredAsSparkDoes("random-forest", "missing", Map.of("missing", "right", "trees", 10));
  }

  private void areScoredAsSparkDoes(String component, String unseen, Map<String, Object> more) {
    Map<String, Object> own = new HashMap<>(more);
    own.putAll(
        Map.of("exclude", List.of(), "categories", List.of("mode", "site"), "unseen", unseen));
    Manifest manifest = Manifest.read(blob(new Digest(train(component, own).model().digest())));
    ScoringPlan plan = ScoringPlan.read(part(manifest, Role.PLAN));
    assertThat(GoldenRows.read(part(manifest, Role.GOLDEN)).verify(plan))
        .isInstanceOfSatisfying(
            Parity.Equal.class, equal -> assertThat(equal.rows()).isGreaterThan(1_000));
    assertThat(plan.signature()).isEqualTo(manifest.signature());
    assertThat(plan.inputs().categories().get("mode").values())
        .containsExactly("Auto", "auto", "hand", "off");
  }

  private void tellsWornEngines(String component, Map<String, Object> own) {
    TrainingResult result = train(component, own);

    Manifest manifest = Manifest.read(blob(new Digest(result.model().digest())));
    ScoringPlan plan = ScoringPlan.read(part(manifest, Role.PLAN));
    assertThat(GoldenRows.read(part(manifest, Role.GOLDEN)).verify(plan))
        .isInstanceOfSatisfying(
            Parity.Equal.class,
            equal -> {
              assertThat(equal.rows()).isGreaterThan(2_000);
              assertThat(equal.largest()).isLessThan(1e-9);
            });
    assertThat(flagged(plan, flight -> flight.cycle() <= 60)).isLessThan(0.02);
    assertThat(flagged(plan, flight -> flight.remaining() < 15)).isGreaterThan(0.90);
    assertThat(plan.labels()).containsExactly("healthy", "worn");
    assertThat(manifest.features()).contains("sensor11").doesNotContain("unit", "cycle", "state");
    assertThat(manifest.lineage().component()).isEqualTo(component);
    assertThat(Baseline.read(part(manifest, Role.BASELINE)).features())
        .hasSameSizeAs(manifest.features());
    assertThat(result.metrics().get("accuracy")).isGreaterThan(0.93);
    assertThat(result.metrics().get("areaUnderRoc")).isGreaterThan(0.97);
    assertThat(result.metrics()).containsKeys("logLoss", "f1", "anomalyRecall", "rowsHeldOut");
  }

  private TrainingResult train(String component, Map<String, Object> own) {
    Map<String, Object> arguments =
        new HashMap<>(
            Map.of(
                "input",
                "train.csv",
                "label",
                "state",
                "anomalous",
                List.of("worn"),
                "exclude",
                List.of("unit", "cycle"),
                "goldenRows",
                1_000));
    arguments.putAll(own);
    TrainingJob job =
        new TrainingJob(
            "turbofan",
            "retrain",
            "turbofan.retrain.1",
            "spark",
            "local[2]",
            "1g",
            component,
            arguments,
            "drift",
            null,
            null,
            null);
    trainer.train(job, progress -> {});
    return trainer.register(job, trainer.pack(job, progress -> {}), progress -> {});
  }

  private byte[] part(Manifest manifest, Role role) {
    return blob(manifest.part(role).orElseThrow().digest());
  }

  private byte[] blob(Digest digest) {
    return hub.blobs.get(digest.hex());
  }

  /** Share of the rows of engines not trained on that are anomalies. */
  private static double flagged(ScoringPlan plan, Predicate<Flights> wanted) {
    double[] rows =
        FLIGHTS.stream()
            .filter(flight -> flight.engine() > 60)
            .filter(wanted)
            .map(Flights::values)
            .flatMapToDouble(Arrays::stream)
            .toArray();
    int count = rows.length / Flights.COLUMNS.size();
    Scorer scorer = plan.scorer(Flights.COLUMNS);
    Predictions said = scorer.newPredictions(count);
    scorer.score(rows, count, said);
    int over = 0;
    for (int i = 0; i < count; i++) {
      over += said.anomaly(i) ? 1 : 0;
    }
    return (double) over / count;
  }
}
