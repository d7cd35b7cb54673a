package dev.ionosphere.activities.training;

import dev.ionosphere.workflows.training.TrainingJob;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/** Failures that are nobody's but the surroundings'. Temporal retries them without a limit. */
final class Infrastructure {
  static final String TYPE = "INFRASTRUCTURE";

  private Infrastructure() {}

  /**
   * @param waitsFor what is waited for, as a sentence without its end
   */
  static ApplicationFailure failure(TrainingJob job, String waitsFor, @Nullable Throwable cause) {
    return ApplicationFailure.newFailureWithCause(
        "run %s: %s".formatted(job.run(), waitsFor), TYPE, cause);
  }
}
