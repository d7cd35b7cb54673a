package dev.ionosphere.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.activities.conversion.ProgramModels;
import dev.ionosphere.activities.engine.SparkEngine;
import dev.ionosphere.activities.engine.SparkHome;
import dev.ionosphere.activities.engine.SparkMasters;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.tracing.Tracing;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.FeatureCounter;
import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.GoldenRows;
import dev.ionosphere.models.scoring.Parity;
import dev.ionosphere.models.scoring.Predictions;
import dev.ionosphere.models.scoring.Scorer;
import dev.ionosphere.models.scoring.ScoringPlan;
import dev.ionosphere.workflows.training.TrainingFailure;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingProgress;
import dev.ionosphere.workflows.training.TrainingResult;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Spark, real flights, a hub of the test. */
class KMeansTrainingIT {
  private static final Path DIST = Path.of(System.getProperty("ion.dist"));
  private static final List<Flights> FLIGHTS = Flights.all();

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private final List<TrainingProgress> heartbeats = new CopyOnWriteArrayList<>();
  private Trainer trainer;

  @BeforeEach
  void start() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), TestingHub.TOKEN + "\n");
    Path javaHome = Path.of(System.getProperty("java.home"));
    HubClient client = new HubClient(hub.address(), token, ServerTrust.system("set ION_HUB_CA"));
    trainer =
        new Trainer(
            List.of(
                new SparkEngine(
                    SparkHome.at(DIST.resolve("spark")),
                    SparkMasters.local(),
                    javaHome,
                    directory.resolve("runs"))),
            new Components(
                DIST.resolve("pipelines/pipelines.jar"), directory.resolve("components"), client),
            new ProgramModels(TestingProgram::noExporter),
            directory.resolve("data"),
            client,
            Tracing.to(null, "test"));
    Flights.write(
        directory.resolve("data/train.csv"),
        FLIGHTS,
        flight -> flight.engine() <= 60 && flight.cycle() <= 60);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private static TrainingJob job(String run, Map<String, Object> arguments) {
    return new TrainingJob(
        "turbofan",
        "retrain",
        run,
        "spark",
        "local[2]",
        "1g",
        "kmeans",
        arguments,
        "drift",
        null,
        null,
        null);
  }

  private static final Map<String, Object> TURBOFAN =
      Map.of(
          "k", 8, "input", "train.csv", "exclude", List.of("unit", "cycle"), "goldenRows", 1_000);

  @Test
  void trainsAModelThatTellsWornEnginesFromHealthyOnes() {
    TrainingResult result = allSteps(job("turbofan.retrain.1", TURBOFAN));

    Manifest manifest = Manifest.read(blob(new Digest(result.model().digest())));
    ScoringPlan plan = ScoringPlan.read(part(manifest, Role.PLAN));
    assertThat(GoldenRows.read(part(manifest, Role.GOLDEN)).verify(plan))
        .isInstanceOfSatisfying(
            Parity.Equal.class,
            equal -> {
              assertThat(equal.rows()).isGreaterThan(1_000);
              assertThat(equal.largest()).isLessThan(1e-9);
            });
    assertThat(flagged(plan, flight -> flight.cycle() <= 60)).isLessThan(0.03);
    assertThat(flagged(plan, flight -> flight.remaining() < 30)).isGreaterThan(0.90);

    Baseline baseline = Baseline.read(part(manifest, Role.BASELINE));
    assertThat(similarities(baseline, flight -> flight.cycle() <= 60)).allMatch(s -> s > 0.9);
    assertThat(similarities(baseline, flight -> flight.remaining() < 30)).anyMatch(s -> s < 0.6);

    assertThat(result.metrics()).containsEntry("rows", 3600.0).containsKeys("wssse", "silhouette");
    assertThat(manifest.lineage().arguments()).containsEntry("k", "8");
    assertThat(manifest.features()).doesNotContain("unit", "cycle", "sensor1", "setting3");
    assertThat(manifest.part(Role.SOURCE)).isPresent();
    assertThat(heartbeats)
        .extracting(TrainingProgress::phase)
        .contains("running", "packaging", "registering");
    assertThat(hub.progress.getLast().path("phase").asText()).isEqualTo("finished");
    JsonNode counters = hub.progress.getLast().path("counters");
    assertThat(counters.path("rows read").asDouble()).isEqualTo(3600);
    assertThat(counters.path("tasks failed").asDouble(-1)).isZero();
    assertThat(counters.path("stages done").asDouble())
        .isBetween(10.0, counters.path("stages known").asDouble());

    TrainingResult again = allSteps(job("turbofan.retrain.1", TURBOFAN));
    assertThat(again).isEqualTo(result);
  }

  @Test
  void saysWhyTheDriverFailed() {
    Map<String, Object> arguments =
        Map.of("k", 8, "input", "train.csv", "features", List.of("s99"));
    assertThatThrownBy(() -> trainer.train(job("t.r.2", arguments), heartbeats::add))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getOriginalMessage())
                  .contains("t.r.2", "train.csv", "no column 's99'");
              assertThat(TrainingFailure.of(failure)).contains(TrainingFailure.PROGRAM_REFUSED);
            });
    assertThat(hub.progress.getLast().path("phase").asText()).isEqualTo("failed");
  }

  @Test
  void aTemporalThatIsAwayEndsNoDriver() throws Exception {
    TrainingJob job = job("t.r.4", TURBOFAN);
    ActivityCanceledException silence =
        new ActivityCanceledException(
            null, new TimeoutFailure("heartbeat", null, TimeoutType.TIMEOUT_TYPE_HEARTBEAT));
    assertThatThrownBy(() ->
            trainer.train(
                job,
                progress -> {
                  if (progress.tasksDone() > 0) {
                    throw silence;
                  }
                }))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.isNonRetryable()).isFalse();
              assertThat(TrainingFailure.of(failure)).isEmpty();
            });
    long driver = driver("t.r.4");
    trainer.train(job, heartbeats::add);
    assertThat(driver("t.r.4")).as("the driver of both attempts").isEqualTo(driver);
  }

  private TrainingResult allSteps(TrainingJob job) {
    trainer.train(job, heartbeats::add);
    return trainer.register(job, trainer.pack(job, heartbeats::add), heartbeats::add);
  }

  private long driver(String run) throws IOException {
    return new com.fasterxml.jackson.databind.ObjectMapper()
        .readTree(directory.resolve("runs/" + run + "/process.json").toFile())
        .get("pid")
        .asLong();
  }

  @Test
  void stopEndsTheDriver() throws Exception {
    assertThatThrownBy(() ->
            trainer.train(
                job("t.r.3", TURBOFAN),
                progress -> {
                  if (progress.tasksDone() > 0) {
                    throw new ActivityCanceledException();
                  }
                }))
        .isInstanceOf(ActivityCanceledException.class);

    JsonNode process =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(directory.resolve("runs/t.r.3/process.json").toFile());
    ProcessHandle.of(process.get("pid").asLong())
        .ifPresent(driver -> driver.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    assertThat(directory.resolve("runs/t.r.3/output/completed.json")).doesNotExist();
    assertThat(hub.progress.getLast().path("phase").asText()).isEqualTo("stopped");
  }

  private byte[] part(Manifest manifest, Role role) {
    return blob(manifest.part(role).orElseThrow().digest());
  }

  private byte[] blob(Digest digest) {
    return hub.blobs.get(digest.hex());
  }

  /** Share of the rows of engines not trained on that are over the threshold. */
  private static double flagged(ScoringPlan plan, Predicate<Flights> wanted) {
    double[] rows = rows(wanted);
    int count = rows.length / Flights.COLUMNS.size();
    Scorer scorer = plan.scorer(Flights.COLUMNS);
    Predictions scores = scorer.newPredictions(count);
    scorer.score(rows, count, scores);
    int over = 0;
    for (int i = 0; i < count; i++) {
      over += scores.anomaly(i) ? 1 : 0;
    }
    return (double) over / count;
  }

  private static List<Double> similarities(Baseline baseline, Predicate<Flights> wanted) {
    double[] rows = rows(wanted);
    FeatureCounter counter = new FeatureCounter(baseline, Flights.COLUMNS);
    counter.count(rows, 0, rows.length / Flights.COLUMNS.size());
    return baseline.features().stream()
        .map(feature ->
            HealthScores.similarity(feature.training(), counter.histograms().get(feature.name())))
        .toList();
  }

  private static double[] rows(Predicate<Flights> wanted) {
    return FLIGHTS.stream()
        .filter(flight -> flight.engine() > 60)
        .filter(wanted)
        .map(Flights::values)
        .flatMapToDouble(java.util.Arrays::stream)
        .toArray();
  }
}
