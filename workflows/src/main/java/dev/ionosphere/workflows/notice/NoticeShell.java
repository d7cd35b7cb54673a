package dev.ionosphere.workflows.notice;

import io.temporal.workflow.Workflow;

/** Sends, and says in Temporal's own pages how it went. */
public final class NoticeShell implements NoticeWorkflow {

  @Override
  public NoticeReceipt send(NoticeOrder order) {
    NoticeReceipt receipt = NoticeCall.send(order);
    Workflow.setCurrentDetails(
        switch (receipt.state()) {
          case DELIVERED -> "Delivered.";
          case REFUSED -> "Refused: " + receipt.reason();
          case GIVEN_UP -> "Given up: " + receipt.reason();
        });
    return receipt;
  }
}
