package dev.ionosphere.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ionosphere.activities.conversion.ProgramModels;
import dev.ionosphere.activities.engine.Engine;
import dev.ionosphere.activities.engine.Outcome;
import dev.ionosphere.activities.engine.SparkEngine;
import dev.ionosphere.activities.engine.SparkHome;
import dev.ionosphere.activities.engine.SparkMasters;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.tracing.Tracing;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.workflows.training.PackagedModel;
import dev.ionosphere.workflows.training.TrainingActivities;
import dev.ionosphere.workflows.training.TrainingFailure;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingProgress;
import dev.ionosphere.workflows.training.TrainingResult;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The three steps, with an engine and a hub of the test. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainerTest {
  private static final String RUN = "turbofan.retrain.1";

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private final List<TrainingProgress> heartbeats = new CopyOnWriteArrayList<>();
  private TestingEngine engine;
  private Trainer trainer;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/train.csv"), "x\n-1\n4\n");
    TestingProgram.write(directory.resolve("pipelines.jar"), "1");
    Files.writeString(directory.resolve("token"), TestingHub.TOKEN);
    engine = new TestingEngine(directory.resolve("runs"));
    trainer = newTrainer();
  }

  private Trainer newTrainer() {
    return newTrainer(engine);
  }

  private Trainer newTrainer(Engine on) {
    HubClient client =
        new HubClient(
            hub.address(), directory.resolve("token"), ServerTrust.system("set ION_HUB_CA"));
    return new Trainer(
        List.of(on),
        new Components(directory.resolve("pipelines.jar"), directory.resolve("components"), client),
        new ProgramModels(TestingProgram::noExporter),
        directory.resolve("data"),
        client,
        Tracing.to(null, "test"));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private static TrainingJob job() {
    return job("train.csv");
  }

  private static TrainingJob job(String input) {
    return new TrainingJob(
        "turbofan",
        "retrain",
        RUN,
        "spark",
        "local[1]",
        "1g",
        "kmeans",
        Map.of("k", 2, "input", input),
        "drift",
        null,
        null,
        null);
  }

  @Test
  void aTrainingOnAMasterThatIsNotAllowedIsNotTriedAgain() throws IOException {
    Path home = directory.resolve("spark");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("jars"));
    Files.writeString(home.resolve("jars/spark-core_2.13-4.1.0.jar"), "");
    Path submit = Files.writeString(home.resolve("bin/spark-submit"), "");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwx------"));
    Trainer onSpark =
        newTrainer(
            new SparkEngine(
                SparkHome.at(home),
                SparkMasters.local(),
                Path.of(System.getProperty("java.home")),
                directory.resolve("runs")));
    TrainingJob elsewhere =
        new TrainingJob(
            "turbofan",
            "retrain",
            RUN,
            "spark",
            "spark://elsewhere:7077",
            "1g",
            "kmeans",
            Map.of("k", 2, "input", "train.csv"),
            "drift",
            null,
            null,
            null);
    assertThatThrownBy(() -> onSpark.train(elsewhere, heartbeats::add))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            refused -> {
              assertThat(refused.isNonRetryable()).isTrue();
              assertThat(refused.getOriginalMessage())
                  .isEqualTo(
                      "run %s: master 'spark://elsewhere:7077' is not allowed, ION_SPARK_MASTERS of this worker allows local"
                          .formatted(RUN));
            });
  }

  @Test
  void theProgramOfAModelIsTheOneThatItsRunWasStartedWith() throws IOException {
    Digest started = Digest.of(Files.readAllBytes(directory.resolve("pipelines.jar")));
    trainer.train(job(), heartbeats::add);
    TestingProgram.write(directory.resolve("pipelines.jar"), "upgraded while the program ran");
    trainer = newTrainer();

    trainer.pack(job(), heartbeats::add);

    Path manifest = engine.output(RUN).resolveSibling("package/manifest.json");
    assertThat(Manifest.read(Files.readAllBytes(manifest)).lineage().program()).contains(started);
  }

  @Test
  void aHubThatIsAwayForTenMinutesLosesNoTraining() {
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
      io.temporal.worker.Worker worker = temporal.newWorker("training");
      worker.registerWorkflowImplementationTypes(ThreeSteps.class);
      worker.registerActivitiesImplementations(trainer);
      temporal.start();
      hub.away = true;
      Steps steps =
          temporal
              .getWorkflowClient()
              .newWorkflowStub(
                  Steps.class, WorkflowOptions.newBuilder().setTaskQueue("training").build());
      WorkflowClient.start(steps::run, job());
      temporal.sleep(Duration.ofMinutes(10));
      assertThat(hub.registered).isEmpty();
      hub.away = false;

      TrainingResult result = WorkflowStub.fromTyped(steps).getResult(TrainingResult.class);

      assertThat(engine.launched).containsExactly(RUN);
      assertThat(hub.registered).hasSize(1);
      assertThat(hub.blobs).containsKey(new Digest(result.model().digest()).hex());
    }
  }

  @Test
  void saysThatItWaitsForTheHub() {
    PackagedModel packaged = trained();
    hub.close();
    ApplicationFailure failure =
        infrastructure(() -> trainer.register(job(), packaged, heartbeats::add));
    assertThat(failure.getOriginalMessage())
        .isEqualTo(
            "run %s: waiting: the hub at %s does not answer: connection refused"
                .formatted(RUN, hub.address()));
  }

  @Test
  void aRefusalOfTheHubLosesNoTraining() throws IOException {
    PackagedModel packaged = trained();
    Files.writeString(directory.resolve("token"), "of another hub");
    infrastructure(() -> trainer.register(job(), packaged, heartbeats::add));
    Files.writeString(directory.resolve("token"), TestingHub.TOKEN);
    assertThat(trainer.register(job(), packaged, heartbeats::add).run()).isEqualTo(RUN);
  }

  @Test
  void aWorkerKilledInPackagingIsFollowedByOneThatPackagesTheSame() throws IOException {
    PackagedModel whole = trained();
    Path folder = engine.output(RUN).resolveSibling("package");
    Files.delete(folder.resolve("manifest.json"));
    try (Stream<Path> parts = Files.list(folder)) {
      Files.writeString(parts.sorted().findFirst().orElseThrow(), "half");
    }
    assertThat(newTrainer().pack(job(), heartbeats::add)).isEqualTo(whole);
    assertThat(newTrainer().register(job(), whole, heartbeats::add).model().digest())
        .isEqualTo(whole.manifest());
    assertThat(engine.launched).containsExactly(RUN);
  }

  @Test
  void aWorkerThatShutsDownIsInfrastructureInEachStep() {
    PackagedModel packaged = trained();
    infrastructure(() -> trainer.train(job(), TrainerTest::shutsDown));
    infrastructure(() -> trainer.pack(job(), TrainerTest::shutsDown));
    infrastructure(() -> trainer.register(job(), packaged, TrainerTest::shutsDown));
    infrastructure(() -> {
      Thread.currentThread().interrupt();
      trainer.train(job(), heartbeats::add);
    });
    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
  }

  @Test
  void aCancelledStepEndsWithItsCancellation() {
    PackagedModel packaged = trained();
    assertThatThrownBy(() ->
            trainer.register(
                job(),
                packaged,
                progress -> {
                  throw new ActivityCanceledException();
                }))
        .isInstanceOf(ActivityCanceledException.class);
  }

  @Test
  void registeringAgainGivesTheSameModelAndSendsNothingTwice() {
    PackagedModel packaged = trained();
    TrainingResult first = trainer.register(job(), packaged, heartbeats::add);
    int sent = hub.sent.get();
    assertThat(trainer.register(job(), packaged, heartbeats::add)).isEqualTo(first);
    assertThat(hub.sent).hasValue(sent);
    assertThat(heartbeats).extracting(TrainingProgress::phase).contains("packaging", "registering");
  }

  @Test
  void registersFromTheOutputWhenThePackageIsGone() throws IOException {
    PackagedModel packaged = trained();
    Path folder = engine.output(RUN).resolveSibling("package");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(trainer.register(job(), packaged, heartbeats::add).model().digest())
        .isEqualTo(packaged.manifest());
  }

  @Test
  void waitsForTheWorkerThatHasTheOutput() {
    assertThat(infrastructure(() -> trainer.pack(job(), heartbeats::add)))
        .hasMessageContaining("output is not on this worker");
  }

  @Test
  void onlyTheProgramsOwnFailureIsOne() {
    engine.outcome = new Outcome.Failed("exit code 1", true);
    assertThat(kind(() -> trainer.train(job(), heartbeats::add)))
        .isEqualTo(TrainingFailure.PROGRAM_FAILED);
    engine.outcome = new Outcome.Failed("no column", false);
    assertThat(kind(() -> trainer.train(job(), heartbeats::add)))
        .isEqualTo(TrainingFailure.PROGRAM_REFUSED);
    assertThat(kind(() -> trainer.train(job("none.csv"), heartbeats::add)))
        .isEqualTo(TrainingFailure.PROGRAM_REFUSED);
    engine.outcome = new Outcome.Lost("gone");
    infrastructure(() -> trainer.train(job(), heartbeats::add));
  }

  @Test
  void aModelThatIsUnfitIsRefused() throws IOException {
    trainer.train(job(), heartbeats::add);
    Files.writeString(engine.output(RUN).resolve("baseline.json"), "{\"features\":[]}");
    assertThat(kind(() -> trainer.pack(job(), heartbeats::add)))
        .isEqualTo(TrainingFailure.PROGRAM_REFUSED);
  }

  @Test
  void aStoppedRunStartsNoMore() {
    trainer.stop(RUN);
    assertThat(kind(() -> trainer.train(job(), heartbeats::add)))
        .isEqualTo(TrainingFailure.RUN_STOPPED);
    assertThat(engine.launched).isEmpty();
  }

  private PackagedModel trained() {
    trainer.train(job(), heartbeats::add);
    return trainer.pack(job(), heartbeats::add);
  }

  private static void shutsDown(TrainingProgress progress) {
    throw new ActivityWorkerShutdownException();
  }

  private static ApplicationFailure infrastructure(ThrowingCallable step) {
    ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, step);
    assertThat(failure).isNotNull();
    assertThat(TrainingFailure.of(failure)).isEmpty();
    assertThat(failure.isNonRetryable()).isFalse();
    return failure;
  }

  private static TrainingFailure kind(ThrowingCallable step) {
    ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, step);
    assertThat(failure).isNotNull();
    assertThat(failure.isNonRetryable()).as("Temporal counts no attempts of a program").isTrue();
    return TrainingFailure.of(failure).orElseThrow();
  }

  /** Three steps in a row. */
  @WorkflowInterface
  public interface Steps {
    @WorkflowMethod
    TrainingResult run(TrainingJob job);
  }

  /** As a workflow calls them. */
  public static final class ThreeSteps implements Steps {
    private final TrainingActivities activities =
        Workflow.newActivityStub(
            TrainingActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofDays(1))
                .setHeartbeatTimeout(Duration.ofSeconds(30))
                .setRetryOptions(
                    RetryOptions.newBuilder().setMaximumInterval(Duration.ofMinutes(1)).build())
                .build());

    @Override
    public TrainingResult run(TrainingJob job) {
      activities.train(job);
      return activities.register(job, activities.pack(job));
    }
  }
}
