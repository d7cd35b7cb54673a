package dev.ionosphere.pipelines.component;

import dev.ionosphere.pipelines.input.ColumnWish;

/** Learns one model, as its arguments say. */
public interface Learner {

  /** The columns it wants. */
  ColumnWish columns();

  /**
   * Learns from rows.
   *
   * @throws dev.ionosphere.pipelines.JobException if they are not fit for it
   */
  Learned learn(TrainingRows rows);
}
