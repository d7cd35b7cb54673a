package dev.ionosphere.workflows.notice;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One delivery, whose id is the workflow's: sent until it is over. */
@WorkflowInterface
public interface NoticeWorkflow {

  @WorkflowMethod(name = "Notice")
  NoticeReceipt send(NoticeOrder order);
}
