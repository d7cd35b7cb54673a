package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.EngineProgress;
import dev.ionosphere.activities.engine.EngineRun;
import dev.ionosphere.activities.engine.Outcome;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.workflows.training.TrainingFailure;
import dev.ionosphere.workflows.training.TrainingJob;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.TimeoutFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the program on its engine to its end. */
final class ProgramStep {
  private static final Logger LOG = LoggerFactory.getLogger(ProgramStep.class);

  private final EngineJobs jobs;
  private final Duration reportEvery;

  ProgramStep(EngineJobs jobs, Duration reportEvery) {
    this.jobs = jobs;
    this.reportEvery = reportEvery;
  }

  Done run(TrainingJob job, RunReport report) throws Exception {
    // Before it starts: the file may be replaced while the program runs.
    EngineJobs.Prepared prepared = jobs.prepare(job);
    EngineRun run = launch(job, prepared, report);
    note(run, prepared.program());
    try {
      Outcome outcome = watch(run, report);
      switch (outcome) {
        case Outcome.Succeeded succeeded -> {}
        case Outcome.Stopped stopped ->
            throw TrainingFailure.RUN_STOPPED.failure(
                "run %s was stopped".formatted(job.run()), null);
        case Outcome.Lost lost -> throw Infrastructure.failure(job, lost.message(), null);
        case Outcome.Failed failed -> {
          report.ended("failed", run.progress());
          TrainingFailure kind =
              failed.repeatable()
                  ? TrainingFailure.PROGRAM_FAILED
                  : TrainingFailure.PROGRAM_REFUSED;
          throw kind.failure("run %s: %s".formatted(job.run(), failed.message()), null);
        }
      }
      return Done.DONE;
    } catch (ActivityCanceledException canceled) {
      if (canceled.getCause() instanceof TimeoutFailure) {
        // The SDK's own word when no heartbeat got through: nobody asked for a stop.
        throw canceled;
      }
      LOG.info("run {} is stopped on request", job.run());
      run.stop();
      report.ended("stopped", run.progress());
      throw canceled;
    }
  }

  /** Its environment may have to be made first, which takes minutes. */
  private EngineRun launch(TrainingJob job, EngineJobs.Prepared prepared, RunReport report)
      throws Exception {
    return new HeartbeatedWork(reportEvery)
        .run(
            () -> report.alive("preparing", EngineProgress.NONE),
            () -> jobs.engine(job).launch(prepared.job()));
  }

  /** A run that is found again was noted when it began. */
  private static void note(EngineRun run, Digest program) throws IOException {
    if (!Files.exists(run.program())) {
      Files.createDirectories(run.program().getParent());
      Files.writeString(run.program(), program.value());
    }
  }

  private Outcome watch(EngineRun run, RunReport report) throws InterruptedException {
    Optional<Outcome> outcome = Optional.empty();
    report.alive("submitted", run.progress());
    while (outcome.isEmpty()) {
      outcome = run.await(reportEvery);
      report.alive("running", run.progress());
    }
    return outcome.get();
  }

  /** A step that has nothing to tell but its end. */
  enum Done {
    DONE
  }
}
