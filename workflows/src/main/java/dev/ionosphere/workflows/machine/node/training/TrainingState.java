package dev.ionosphere.workflows.machine.node.training;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.work.WorkWait;
import dev.ionosphere.workflows.training.TrainingJob;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * @param run the one under way; there is never a second
 * @param last how the run before went
 * @param nextFire absent: not scheduled
 * @param lastFire when the schedule fired last, or began
 */
public record TrainingState(
    @Nullable Run run,
    @Nullable LastRun last,
    @Nullable Instant nextFire,
    @Nullable Instant lastFire,
    long laps)
    implements NodeState {

  static final TrainingState NEW = new TrainingState(null, null, null, null, 0);

  TrainingState scheduled(@Nullable Instant next, @Nullable Instant fired) {
    return new TrainingState(run, last, next, fired, laps);
  }

  TrainingState running(Run started) {
    return new TrainingState(started, last, nextFire, lastFire, laps);
  }

  TrainingState ended(LastRun outcome, int lap) {
    return new TrainingState(null, outcome, nextFire, lastFire, laps + lap);
  }

  /**
   * A run under way, frozen as it began.
   *
   * @param work id of the workflow that does it
   * @param number of the run at its node; a candidate's lineage
   * @param attempts how often the program is tried
   * @param cause key of the record that says it started
   * @param waiting what it waits for outside, if it does
   */
  public record Run(
      String work,
      long number,
      TrainingJob job,
      int attempts,
      String reason,
      Instant startedAt,
      String cause,
      @Nullable WorkWait waiting) {

    Run waiting(@Nullable WorkWait now) {
      return new Run(work, number, job, attempts, reason, startedAt, cause, now);
    }
  }

  /**
   * How a run ended.
   *
   * @param error why it failed or was stopped
   */
  public record LastRun(String run, Outcome outcome, @Nullable String error) {

    public enum Outcome {
      FINISHED,
      FAILED,
      STOPPED;

      @JsonValue
      public String text() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }
}
