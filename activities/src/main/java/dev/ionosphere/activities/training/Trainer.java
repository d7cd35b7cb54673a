package dev.ionosphere.activities.training;

import dev.ionosphere.activities.conversion.ProgramModels;
import dev.ionosphere.activities.engine.Engine;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.tracing.Tracing;
import dev.ionosphere.workflows.training.PackagedModel;
import dev.ionosphere.workflows.training.TrainingActivities;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingProgress;
import dev.ionosphere.workflows.training.TrainingResult;
import io.temporal.activity.Activity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a training as activities. Every step may be repeated. */
public final class Trainer implements TrainingActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** What people watch should not be older. */
  private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  private final List<Engine> engines;
  private final ProgramStep program;
  private final PackageStep packaging;
  private final RegisterStep registration;
  private final StepRunner steps;

  /**
   * @param dataRoot directory that inputs are relative to and may not leave
   */
  public Trainer(
      List<Engine> engines,
      Components components,
      ProgramModels models,
      Path dataRoot,
      HubClient hub,
      Tracing tracing) {
    this.engines = List.copyOf(engines);
    EngineJobs jobs = new EngineJobs(this.engines, components, new InputFiles(dataRoot));
    program = new ProgramStep(jobs, REPORT_EVERY);
    packaging = new PackageStep(jobs, models, new HeartbeatedWork(REPORT_EVERY));
    registration = new RegisterStep(hub, packaging, new HeartbeatedWork(REPORT_EVERY));
    steps = new StepRunner(hub, tracing);
  }

  @Override
  public void train(TrainingJob job) {
    train(job, heartbeat());
  }

  void train(TrainingJob job, Consumer<TrainingProgress> heartbeat) {
    steps.run("train", job, heartbeat, report -> program.run(job, report));
  }

  @Override
  public PackagedModel pack(TrainingJob job) {
    return pack(job, heartbeat());
  }

  PackagedModel pack(TrainingJob job, Consumer<TrainingProgress> heartbeat) {
    return steps.run("package", job, heartbeat, report -> packaging.run(job, report));
  }

  @Override
  public TrainingResult register(TrainingJob job, PackagedModel packaged) {
    return register(job, packaged, heartbeat());
  }

  TrainingResult register(
      TrainingJob job, PackagedModel packaged, Consumer<TrainingProgress> heartbeat) {
    return steps.run("register", job, heartbeat, report -> registration.run(job, packaged, report));
  }

  @Override
  public void stop(String run) {
    for (Engine engine : engines) {
      try {
        engine.stop(run);
      } catch (IOException failed) {
        throw new UncheckedIOException(
            "run %s cannot be stopped on %s: %s".formatted(run, engine.name(), failed.getMessage()),
            failed);
      }
    }
    LOG.info("run {} is stopped", run);
  }

  /** Whether a step of the run is here, which hears of a stop by itself. */
  public boolean watches(String run) {
    return steps.watches(run);
  }

  private static Consumer<TrainingProgress> heartbeat() {
    return Activity.getExecutionContext()::heartbeat;
  }
}
