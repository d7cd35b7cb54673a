package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.ApprovalEvent;

/** Approvals in words. */
final class ApprovalSentences {

  static Sentence of(ApprovalEvent event) {
    return switch (event) {
      case ApprovalEvent.ApprovalOpened opened ->
          said(
                  Mood.WAIT,
                  "Approval asked for model " + Words.digest(opened.candidate()),
                  "needs " + String.join(", then ", opened.stages()))
              .linked(page(event));
      case ApprovalEvent.ApprovalDecided decided ->
          said(
                  decided.decision().equals("approve") ? Mood.OK : Mood.BAD,
                  Words.decided(
                      decided.person(),
                      decided.onBehalfOf(),
                      decided.decision(),
                      decided.outcome()),
                  decided.reason())
              .linked(page(event));
      case ApprovalEvent.ApprovalEscalated escalated ->
          said(Mood.WAIT, "Approval escalated, role " + escalated.to() + " may decide as well")
              .linked(page(event));
      case ApprovalEvent.ApprovalExpired expired ->
          said(Mood.BAD, "Approval expired undecided").linked(page(event));
      case ApprovalEvent.ApprovalVoided voided ->
          said(Mood.IDLE, "Approval voided", voided.reason()).linked(page(event));
      case ApprovalEvent.DecisionRefused refused ->
          said(Mood.BAD, "A decision was refused", refused.reason()).linked(page(event));
    };
  }

  private static String page(ApprovalEvent event) {
    return "/approvals/" + event.approval();
  }

  private ApprovalSentences() {}
}
