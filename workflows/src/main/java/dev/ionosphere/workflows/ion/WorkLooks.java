package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.work.WorkActivities;
import dev.ionosphere.workflows.work.WorkStanding;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks Temporal where work stands that another run of the ION started, now and then. */
final class WorkLooks {

  /** Work that ends without a word is noticed within this. */
  private static final Duration LOOK_EVERY = Duration.ofHours(1);

  /** Work says that it ends just before it does. */
  private static final Duration LOOK_SOON = Duration.ofSeconds(1);

  private final String work;
  private final Consumer<WorkStanding> found;

  /** Looks so far; only the newest one counts. */
  private int looks;

  private Duration pause = LOOK_EVERY;

  WorkLooks(String work, Consumer<WorkStanding> found) {
    this.work = work;
    this.found = found;
  }

  void now() {
    looks++;
    int look = looks;
    Async.function(() ->
            Workflow.newActivityStub(
                    WorkActivities.class,
                    ActivityOptions.newBuilder()
                        .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
                        // One question to Temporal.
                        .setStartToCloseTimeout(Duration.ofSeconds(20))
                        .setRetryOptions(
                            RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofSeconds(1))
                                .setMaximumInterval(Duration.ofSeconds(30))
                                .build())
                        .setSummary("where " + work + " stands")
                        .build())
                .look(work))
        .handle((standing, failure) -> {
          if (failure == null && looks == look) {
            found.accept(standing);
          }
          return standing;
        });
  }

  /** Now, and soon again if it still runs. */
  void soon() {
    pause = LOOK_SOON;
    now();
  }

  /** It still runs: after a while, longer each time. */
  void again() {
    int look = looks;
    Duration wait = pause;
    Duration longer = wait.multipliedBy(2);
    pause = longer.compareTo(LOOK_EVERY) < 0 ? longer : LOOK_EVERY;
    Workflow.newTimer(wait, TimerOptions.newBuilder().setSummary("next look at " + work).build())
        .handle((due, cancelled) -> {
          if (cancelled == null && looks == look) {
            now();
          }
          return due;
        });
  }

  /** What was asked is of no interest any more. */
  void end() {
    looks++;
  }
}
