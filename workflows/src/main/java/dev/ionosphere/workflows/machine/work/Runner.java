package dev.ionosphere.workflows.machine.work;

import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.training.TrainingResult;

/**
 * Who does a piece of work, and what it gives. A kind of node whose work is one activity names it;
 * nobody else needs to know the kind.
 */
public sealed interface Runner {

  /** The class of what is done. */
  Class<?> output();

  /** A training on an engine: it runs, is packaged and registered. */
  record Training() implements Runner {
    @Override
    public Class<?> output() {
      return TrainingResult.class;
    }
  }

  /** A release on its way to devices. It is told its mode, and why it ends. */
  record Rollout() implements Runner {
    @Override
    public Class<?> output() {
      return RolloutReport.class;
    }
  }

  /**
   * An activity of the cloud worker of at most a few minutes, tried until it succeeds or fails for
   * good. It outlives runs of its ION.
   *
   * @param activity its type; it takes the work's input
   */
  record Step(String activity, Class<?> output) implements Runner {}

  /**
   * An activity of seconds, done by the worker that runs the ION, within the ION's own run.
   *
   * @param activity its type; it takes the work's input
   */
  record Local(String activity, Class<?> output) implements Runner {}
}
