package dev.ionosphere.workflows.machine.work;

import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;

/** Who does a piece of work, what it takes and what it gives. */
public enum Runner {
  /** A training on an engine. */
  TRAINING(TrainingJob.class, TrainingResult.class),
  /** A release on its way to devices. */
  ROLLOUT(RolloutInput.class, RolloutReport.class);

  private final Class<?> input;
  private final Class<?> output;

  Runner(Class<?> input, Class<?> output) {
    this.input = input;
    this.output = output;
  }

  public Class<?> input() {
    return input;
  }

  public Class<?> output() {
    return output;
  }
}
