package dev.ionosphere.api.approval;

import dev.ionosphere.api.timeline.Facts;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.TimelineKind;
import jakarta.inject.Singleton;

/** Approvals and decisions, as the timeline tells them. */
@Singleton
final class ApprovalProjection implements Projection {

  private final Approvals approvals;
  private final ApprovalDecisions decisions;

  ApprovalProjection(Approvals approvals, ApprovalDecisions decisions) {
    this.approvals = approvals;
    this.decisions = decisions;
  }

  @Override
  public void apply(TimelineRecord record, Facts facts) {
    switch (record.kind()) {
      case TimelineKind.APPROVAL_OPENED -> opened(record, facts);
      case TimelineKind.APPROVAL_DECIDED -> decided(record, facts);
      case TimelineKind.APPROVAL_EXPIRED -> close(record, facts, "expired");
      case TimelineKind.APPROVAL_VOIDED -> close(record, facts, "voided");
      default -> {}
    }
  }

  private void opened(TimelineRecord record, Facts facts) {
    String id = facts.text("approval");
    if (approvals.existsById(id)) {
      return;
    }
    approvals.save(
        new Approval(
            id,
            record.ion(),
            record.node() == null ? "" : record.node(),
            "pending",
            facts.text("subject"),
            facts.text("candidate"),
            facts.optional("current"),
            facts.text("role"),
            Math.max(1, facts.whole("required")),
            facts.text("requester"),
            record.occurredAt(),
            facts.time("expiresAt"),
            null,
            facts.optional("evidence"),
            facts.optional("run"),
            facts.texts("targets"),
            null));
  }

  private void decided(TimelineRecord record, Facts facts) {
    String id = facts.text("approval");
    String outcome = facts.text("outcome");
    decisions.save(
        new ApprovalDecision(
            record.ion() + ":" + record.entryKey(),
            id,
            facts.text("decision"),
            facts.text("person"),
            facts.text("reason"),
            outcome,
            record.occurredAt()));
    if (!outcome.equals("open")) {
      approvals.close(id, outcome, record.occurredAt(), facts.optional("reason"));
    }
  }

  private void close(TimelineRecord record, Facts facts, String state) {
    approvals.close(facts.text("approval"), state, record.occurredAt(), facts.optional("reason"));
  }
}
