package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.Engine;
import dev.ionosphere.activities.engine.EngineJob;
import dev.ionosphere.activities.engine.EngineRun;
import dev.ionosphere.activities.engine.Outcome;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.hub.HubException;
import dev.ionosphere.activities.hub.HubFailure;
import dev.ionosphere.activities.model.Blob;
import dev.ionosphere.activities.model.ModelPackage;
import dev.ionosphere.activities.model.ModelPackager;
import dev.ionosphere.activities.model.PackagingException;
import dev.ionosphere.activities.model.TrainingOrigin;
import dev.ionosphere.activities.tracing.LogContext;
import dev.ionosphere.activities.tracing.Tracing;
import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.training.TrainingActivities;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingProgress;
import dev.ionosphere.workflows.training.TrainingResult;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains: launches, watches, packages, registers. Every step may be repeated. */
public final class Trainer implements TrainingActivities {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** What people watch should not be older. */
  private static final Duration REPORT_EVERY = Duration.ofSeconds(1);

  private final List<Engine> engines;
  private final Components components;
  private final InputFiles inputs;
  private final HubClient hub;
  private final Tracing tracing;
  private final ModelPackager packager = new ModelPackager();
  private final Set<String> watched = ConcurrentHashMap.newKeySet();

  /**
   * @param dataRoot directory that inputs are relative to and may not leave
   */
  public Trainer(
      List<Engine> engines, Components components, Path dataRoot, HubClient hub, Tracing tracing) {
    this.engines = List.copyOf(engines);
    this.components = components;
    this.inputs = new InputFiles(dataRoot);
    this.hub = hub;
    this.tracing = tracing;
  }

  @Override
  public TrainingResult train(TrainingJob job) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    return train(job, context::heartbeat);
  }

  TrainingResult train(TrainingJob job, Consumer<TrainingProgress> heartbeat) {
    Map<String, String> facts = Map.of("ion", job.ion(), "node", job.node(), "run", job.run());
    try (Tracing.Span span = tracing.start("train", job.trace(), facts);
        LogContext context = LogContext.open(facts, span.traceparent())) {
      watched.add(job.run());
      try {
        return run(job, new RunReport(job, heartbeat, hub));
      } catch (RuntimeException failed) {
        if (!(failed instanceof ActivityCompletionException)) {
          LOG.warn("run {} has no model: {}", job.run(), failed.getMessage());
        }
        span.failed(failed);
        throw failed;
      } finally {
        watched.remove(job.run());
      }
    }
  }

  /** Whether the run's activity is here, which hears of a stop by itself. */
  public boolean watches(String run) {
    return watched.contains(run);
  }

  private TrainingResult run(TrainingJob job, RunReport report) {
    try {
      Engine engine = engine(job.engine());
      EngineRun run = engine.launch(engineJob(job));
      watch(job, run, report);
      report.alive("packaging", run.progress());
      TrainingResult result = register(job, packager.pack(origin(job, engine), run.output()));
      report.ended("finished", run.progress());
      LOG.info("run {} made model {}", job.run(), result.model().digest());
      return result;
    } catch (InputException refused) {
      throw failure("BadInput", refused, false);
    } catch (PackagingException unfit) {
      throw failure("UnfitModel", unfit, false);
    } catch (HubException failed) {
      throw HubFailure.of(failed);
    } catch (IOException failed) {
      throw failure("EngineFailed", failed, true);
    }
  }

  private Engine engine(String name) {
    return engines.stream()
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "engine '%s' is unknown, allowed are %s"
                    .formatted(name, engines.stream().map(Engine::name).toList())));
  }

  private EngineJob engineJob(TrainingJob job) {
    Object input = job.arguments().get("input");
    if (input == null) {
      throw new InputException(
          "run %s: argument 'input' is missing, a path relative to the data directory"
              .formatted(job.run()));
    }
    return new EngineJob(
        job.run(),
        job.component(),
        components.mainClass(job.component()),
        components.program(),
        job.arguments(),
        inputs.find(input),
        job.master(),
        job.memory());
  }

  /** Returns when the engine has succeeded. */
  private void watch(TrainingJob job, EngineRun run, RunReport report) {
    try {
      Optional<Outcome> outcome = Optional.empty();
      report.alive("submitted", run.progress());
      while (outcome.isEmpty()) {
        outcome = run.await(REPORT_EVERY);
        report.alive("running", run.progress());
      }
      switch (outcome.get()) {
        case Outcome.Succeeded succeeded -> {}
        case Outcome.Stopped stopped -> throw stopped(job);
        case Outcome.Failed failed -> {
          report.ended("failed", run.progress());
          String message = "run %s: %s".formatted(job.run(), failed.message());
          throw failed.repeatable()
              ? ApplicationFailure.newFailure(message, "ComponentFailed")
              : ApplicationFailure.newNonRetryableFailure(message, "ComponentRefused");
        }
      }
    } catch (ActivityCanceledException canceled) {
      if (canceled.getCause() instanceof TimeoutFailure) {
        // The SDK's own word when no heartbeat got through: nobody asked for a stop.
        throw goesOn(job, "Temporal was not reached for too long");
      }
      LOG.info("run {} is stopped on request", job.run());
      run.stop();
      report.ended("stopped", run.progress());
      throw canceled;
    } catch (InterruptedException shutdown) {
      // This worker goes away; the driver goes on, and whoever comes next finds it.
      Thread.currentThread().interrupt();
      throw goesOn(job, "the worker shuts down");
    }
  }

  /** The next attempt finds the driver again. */
  private static ApplicationFailure goesOn(TrainingJob job, String why) {
    return ApplicationFailure.newFailure(
        "run %s: %s, the driver goes on".formatted(job.run(), why), "WorkerGone");
  }

  private static ApplicationFailure stopped(TrainingJob job) {
    return ApplicationFailure.newFailure("run %s was stopped".formatted(job.run()), "Stopped");
  }

  private TrainingOrigin origin(TrainingJob job, Engine engine) throws IOException {
    return new TrainingOrigin(
        job.ion(),
        job.node(),
        job.run(),
        job.requester(),
        job.component(),
        components.digest(),
        job.arguments(),
        engine.version());
  }

  private TrainingResult register(TrainingJob job, ModelPackage made) {
    made.parts().forEach(hub::upload);
    Blob manifest = Blob.of(made.manifest().toJson());
    hub.upload(manifest);
    ModelRef model = hub.register(manifest.digest(), job.ion(), job.node(), job.run());
    return new TrainingResult(job.run(), model, made.metrics(), made.evidence().value());
  }

  private static ApplicationFailure failure(String type, Exception cause, boolean retryable) {
    String message = String.valueOf(cause.getMessage());
    return retryable
        ? ApplicationFailure.newFailureWithCause(message, type, cause)
        : ApplicationFailure.newNonRetryableFailureWithCause(message, type, cause);
  }
}
