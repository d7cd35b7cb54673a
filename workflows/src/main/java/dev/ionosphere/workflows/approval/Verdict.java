package dev.ionosphere.workflows.approval;

/** What became of a decision. */
public sealed interface Verdict {

  /**
   * It counts.
   *
   * @param approval with the decision in it
   */
  record Accepted(Ticket ticket, OpenApproval approval, Outcome outcome, DecisionReceipt receipt)
      implements Verdict {}

  /** It does not count, and changed nothing. */
  record Refused(Refusal refusal, String message) implements Verdict {}

  /** Where the approval stands after a decision. */
  enum Outcome {
    OPEN,
    APPROVED,
    REJECTED
  }
}
