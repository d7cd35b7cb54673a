package dev.ionosphere.activities.hub;

import io.temporal.failure.ApplicationFailure;

/** Tells Temporal what a failed call means. */
public final class HubFailure {
  public static final String REFUSED = "HubRefused";
  public static final String UNAVAILABLE = "HubUnavailable";

  private HubFailure() {}

  public static ApplicationFailure of(HubException failed) {
    String message = String.valueOf(failed.getMessage());
    return failed.category().retryable()
        ? ApplicationFailure.newFailureWithCause(message, UNAVAILABLE, failed)
        : ApplicationFailure.newNonRetryableFailureWithCause(message, REFUSED, failed);
  }
}
