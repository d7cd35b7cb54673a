package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.training.TrainingJob;

/** Something the machine wants done; the shell does it. */
public sealed interface Effect {

  /**
   * @param attempts how often the job is tried in all
   */
  record StartTraining(TrainingJob job, int attempts) implements Effect {}

  record CancelTraining(String run) implements Effect {}

  record StartRollout(RolloutInput input) implements Effect {}

  /**
   * Tells a running rollout something.
   *
   * @param id makes it idempotent
   */
  record TellRollout(String rollout, Word word, String id, String reason) implements Effect {}

  record ArmTimer(Timer timer) implements Effect {}

  record DisarmTimer(Timer timer) implements Effect {}

  /** Appends to the timeline. */
  record Record(TimelineEntry entry) implements Effect {}

  /** The ION is over. */
  record Finish() implements Effect {}

  /** The signals of a rollout. */
  enum Word {
    PAUSE("pause"),
    RESUME("resume"),
    ABORT("abort"),
    SUPERSEDE("supersede");

    private final String signal;

    Word(String signal) {
      this.signal = signal;
    }

    String signal() {
      return signal;
    }
  }
}
