package dev.ionosphere.api.temporal;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.approval.Refusal;

/** What a workflow's refusal of a decision is to the person who asked. */
public final class DecisionProblems {

  /** Who may not decide is told so in the same way, whether the hub or the workflow says it. */
  public static HubException of(Refusal refusal, String message) {
    ErrorCode code =
        switch (refusal) {
          case NOT_APPROVER, REQUESTER -> ErrorCode.FORBIDDEN;
          case MALFORMED,
              UNKNOWN,
              CLOSED,
              WRONG_DIGEST,
              TICKET_MISSING,
              TICKET_FORGED,
              TICKET_KEY_UNKNOWN,
              TICKET_EXPIRED,
              TICKET_MISMATCH,
              TICKET_REUSED,
              TWICE ->
              ErrorCode.REFUSED;
        };
    return new HubException(code, message);
  }

  private DecisionProblems() {}
}
