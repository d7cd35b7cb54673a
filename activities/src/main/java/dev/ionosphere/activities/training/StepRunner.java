package dev.ionosphere.activities.training;

import dev.ionosphere.activities.engine.MasterException;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.hub.HubException;
import dev.ionosphere.activities.model.PackagingException;
import dev.ionosphere.activities.tracing.LogContext;
import dev.ionosphere.activities.tracing.Tracing;
import dev.ionosphere.programs.environment.EnvironmentException;
import dev.ionosphere.workflows.training.TrainingFailure;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingProgress;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a step with its log fields and its span, and tells Temporal what its failure means. */
final class StepRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

  private final HubClient hub;
  private final Tracing tracing;
  private final Set<String> watched = ConcurrentHashMap.newKeySet();

  StepRunner(HubClient hub, Tracing tracing) {
    this.hub = hub;
    this.tracing = tracing;
  }

  boolean watches(String run) {
    return watched.contains(run);
  }

  <T> T run(String name, TrainingJob job, Consumer<TrainingProgress> heartbeat, Step<T> step) {
    Map<String, String> facts = Map.of("ion", job.ion(), "node", job.node(), "run", job.run());
    try (Tracing.Span span = tracing.start(name, job.trace(), facts);
        LogContext context = LogContext.open(facts, span.traceparent())) {
      watched.add(job.run());
      try {
        return step.run(new RunReport(job, heartbeat, hub));
      } catch (Exception failed) {
        RuntimeException failure = failure(job, failed);
        if (!(failure instanceof ActivityCompletionException)) {
          LOG.warn("step {} did not end: {}", name, failure.getMessage());
        }
        span.failed(failure);
        throw failure;
      } finally {
        watched.remove(job.run());
      }
    }
  }

  private static RuntimeException failure(TrainingJob job, Exception failed) {
    return switch (failed) {
      case TemporalFailure said -> said;
      case InputException refused -> refused(job, refused);
      case EnvironmentException unmet -> refused(job, unmet);
      case PackagingException unfit -> refused(job, unfit);
      case MasterException elsewhere -> refused(job, elsewhere);
      case HubException away -> Infrastructure.failure(job, "waiting: " + away.getMessage(), away);
      case ActivityWorkerShutdownException shutdown ->
          Infrastructure.failure(job, "the worker shuts down, waiting for the next", shutdown);
      case ActivityCanceledException silence when silence.getCause() instanceof TimeoutFailure ->
          Infrastructure.failure(job, "Temporal was not reached for too long", silence);
      case ActivityCompletionException ended -> ended;
      case InterruptedException shutdown -> {
        // This worker goes away; the program goes on, and whoever comes next finds it.
        Thread.currentThread().interrupt();
        yield Infrastructure.failure(job, "the worker shuts down, waiting for the next", shutdown);
      }
      default -> Infrastructure.failure(job, "waiting after " + failed, failed);
    };
  }

  private static RuntimeException refused(TrainingJob job, RuntimeException refused) {
    String message = String.valueOf(refused.getMessage());
    return TrainingFailure.PROGRAM_REFUSED.failure(
        message.contains(job.run()) ? message : "run %s: %s".formatted(job.run(), message),
        refused);
  }

  /** What a step does. */
  @FunctionalInterface
  interface Step<T> {
    T run(RunReport report) throws Exception;
  }
}
