package dev.ionosphere.workflows.training;

import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The failures of a training that are not infrastructure. The constant's name is the type of the
 * {@link ApplicationFailure}. None is retryable by Temporal: its retries are for infrastructure and
 * have no limit, so they must not use up a program's attempts.
 */
public enum TrainingFailure {
  /** The program itself failed. It may be tried again, and each time counts as an attempt. */
  PROGRAM_FAILED,

  /** Bad input, or a model that is unfit. The same job would be refused again. */
  PROGRAM_REFUSED,

  /** {@link TrainingActivities#stop} came before. */
  RUN_STOPPED;

  public ApplicationFailure failure(String message, @Nullable Throwable cause) {
    return ApplicationFailure.newNonRetryableFailureWithCause(message, name(), cause);
  }

  /** The kind of a failed step; empty if it was infrastructure. */
  public static Optional<TrainingFailure> of(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure application) {
        for (TrainingFailure known : values()) {
          if (known.name().equals(application.getType())) {
            return Optional.of(known);
          }
        }
      }
    }
    return Optional.empty();
  }
}
