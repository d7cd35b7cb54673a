package dev.ionosphere.workflows.notice;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Sends notices, from queue {@code ion-cloud}. {@link NoticeCall} has the options to call it. */
@ActivityInterface(namePrefix = "")
public interface NoticeActivities {

  /** Its type. */
  String SEND = "SendNotice";

  /** Of the failure that is worth sending again. */
  String UNREACHABLE = "NoticeUnreachable";

  /**
   * Sends once. Delivered and refused are results; trouble that may pass is a retryable failure of
   * type {@link #UNREACHABLE}. Called again it sends again, with the same delivery id.
   */
  @ActivityMethod(name = SEND)
  NoticeReceipt send(NoticeOrder order);
}
