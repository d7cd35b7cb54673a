package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.EngineProgress;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.hub.HubException;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingProgress;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Temporal and the hub how a run is. Temporal's heartbeat may throw, and so ends the run; the
 * hub out of reach only means that nobody watches.
 */
final class RunReport {
  private static final Logger LOG = LoggerFactory.getLogger(RunReport.class);

  private final TrainingJob job;
  private final Consumer<TrainingProgress> heartbeat;
  private final HubClient hub;
  private boolean reachable = true;

  RunReport(TrainingJob job, Consumer<TrainingProgress> heartbeat, HubClient hub) {
    this.job = job;
    this.heartbeat = heartbeat;
    this.hub = hub;
  }

  /** The work goes on. */
  void alive(String phase, EngineProgress progress) {
    TrainingProgress told = progress(phase, progress);
    heartbeat.accept(told);
    post(told);
  }

  /** The work has ended, whether or not Temporal still listens. */
  void ended(String phase, EngineProgress progress) {
    post(progress(phase, progress));
  }

  private TrainingProgress progress(String phase, EngineProgress progress) {
    return new TrainingProgress(
        job.run(),
        phase,
        progress.stage(),
        progress.fraction(),
        progress.tasksDone(),
        progress.tasksKnown(),
        progress.counters(),
        progress.log());
  }

  private void post(TrainingProgress progress) {
    try {
      hub.progress(job.ion(), job.node(), progress);
      reachable = true;
    } catch (HubException unheard) {
      if (reachable) {
        LOG.warn("progress is not heard, the run goes on: {}", unheard.getMessage());
      }
      reachable = false;
    }
  }
}
