package dev.ionosphere.workflows.work;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;

/** What people are told of work that failed. */
public final class FailureText {

  public static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof ApplicationFailure)) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case ApplicationFailure application -> application.getOriginalMessage();
      case TimeoutFailure timeout ->
          "the cloud worker was not heard of in time (%s)".formatted(timeout.getTimeoutType());
      default -> String.valueOf(cause.getMessage());
    };
  }

  private FailureText() {}
}
