package dev.ionosphere.workflows.notice;

import dev.ionosphere.workflows.WorkflowNames;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How a workflow sends a notice. */
public final class NoticeCall {

  /** A notice of yesterday still tells; an older one misleads. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final int LONGEST_SUMMARY = 90;

  /**
   * Sends until it is delivered, refused or a day old.
   *
   * @throws ActivityFailure if the workflow was cancelled
   */
  public static NoticeReceipt send(NoticeOrder order) {
    try {
      return Workflow.newActivityStub(NoticeActivities.class, options(order)).send(order);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      return NoticeReceipt.givenUp(reason(failure));
    }
  }

  public static ActivityOptions options(NoticeOrder order) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
        // A receiver has 5 s to connect and 10 s to answer; a mail server several times as long.
        .setStartToCloseTimeout(Duration.ofMinutes(2))
        .setScheduleToCloseTimeout(LONGEST)
        // A receiver that restarts loses seconds, one that is down all night is not pestered.
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(2))
                .setBackoffCoefficient(2)
                .setMaximumInterval(Duration.ofMinutes(10))
                .build())
        .setSummary(summary(order.notice()))
        .build();
  }

  /** One line that Temporal takes, which is 400 bytes. */
  public static String summary(NoticeMessage notice) {
    String title = notice.title();
    return title.length() <= LONGEST_SUMMARY ? title : title.substring(0, LONGEST_SUMMARY) + "…";
  }

  private static String reason(ActivityFailure failure) {
    Throwable cause = failure;
    // The timeout of all attempts holds the failure of the last one.
    while (cause.getCause() != null && !(cause instanceof ApplicationFailure)) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case ApplicationFailure application -> application.getOriginalMessage();
      case TimeoutFailure timeout ->
          "no cloud worker sent it in time (%s)".formatted(timeout.getTimeoutType());
      default -> String.valueOf(cause.getMessage());
    };
  }

  private NoticeCall() {}
}
