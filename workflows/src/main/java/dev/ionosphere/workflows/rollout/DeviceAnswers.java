package dev.ionosphere.workflows.rollout;

import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.ApplyOutcome.Status;
import dev.ionosphere.workflows.timeline.Storable;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device's answer, with no more trust in it than a device deserves: only whether it holds the
 * release, and why not. Which device and which release is known from what was asked.
 */
final class DeviceAnswers {

  static ApplyOutcome answer(RolloutInput asked, String device, @Nullable ApplyOutcome answer) {
    if (answer == null || answer.status() == null) {
      return refused(asked, device, "the device answered without a status");
    }
    return switch (answer.status()) {
      case ACTIVE -> outcome(asked, device, Status.ACTIVE, "");
      case REFUSED ->
          refused(
              asked,
              device,
              answer.reason() == null || answer.reason().isBlank()
                  ? "the device gave no reason"
                  : answer.reason());
    };
  }

  /** Nothing of a device that was let go, or was merely silent until the deadline. */
  static Optional<ApplyOutcome> failure(RolloutInput asked, String device, Throwable failure) {
    return switch (failure) {
      case CanceledFailure letGo -> Optional.empty();
      case ActivityFailure failed -> failed(asked, device, failed);
      // Not of Temporal: what came cannot be read.
      default ->
          Optional.of(refused(asked, device, "the device's answer cannot be read: " + failure));
    };
  }

  private static Optional<ApplyOutcome> failed(
      RolloutInput asked, String device, ActivityFailure failure) {
    return switch (failure.getCause()) {
      case CanceledFailure letGo -> Optional.empty();
      case TimeoutFailure silent -> Optional.empty();
      case ApplicationFailure application ->
          Optional.of(refused(asked, device, application.getOriginalMessage()));
      case null, default ->
          Optional.of(refused(asked, device, String.valueOf(failure.getMessage())));
    };
  }

  /** Why the hub signs no order. */
  static String reason(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure said
        ? said.getOriginalMessage()
        : String.valueOf(failure.getMessage());
  }

  static ApplyOutcome refused(RolloutInput asked, String device, @Nullable String reason) {
    return outcome(
        asked, device, Status.REFUSED, Storable.reason(reason == null ? "no reason" : reason));
  }

  private static ApplyOutcome outcome(
      RolloutInput asked, String device, Status status, String reason) {
    return new ApplyOutcome(device, asked.generation(), asked.model().digest(), status, reason);
  }

  private DeviceAnswers() {}
}
