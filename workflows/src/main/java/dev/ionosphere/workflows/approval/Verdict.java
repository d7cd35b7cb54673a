package dev.ionosphere.workflows.approval;

import java.util.Locale;

/** What became of a decision. */
public sealed interface Verdict {

  /**
   * It counts.
   *
   * @param question with the decision in it
   */
  record Accepted(Ticket ticket, Question question, Outcome outcome, DecisionReceipt receipt)
      implements Verdict {}

  /**
   * It changes nothing.
   *
   * @param message what was got and what is allowed
   */
  record Refused(Refusal refusal, String message) implements Verdict {}

  /** Where the question stands after the decision. */
  enum Outcome {
    OPEN,
    APPROVED,
    REJECTED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
