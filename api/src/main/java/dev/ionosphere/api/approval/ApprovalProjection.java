package dev.ionosphere.api.approval;

import dev.ionosphere.api.timeline.Facts;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineKind;
import jakarta.inject.Singleton;

/** Approvals and decisions, as the timeline tells them. */
@Singleton
final class ApprovalProjection implements Projection {

  // Widths of the columns.
  private static final int ID = 200;
  private static final int DECISION = 300;
  private static final int DIGEST = 80;
  private static final int ROLE = 40;
  private static final int PERSON = 80;
  private static final int STATE = 20;

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
    String id = facts.id("approval", ID);
    if (approvals.existsById(id)) {
      return;
    }
    approvals.save(
        new Approval(
            id,
            record.ion(),
            record.node() == null ? "" : record.node(),
            "pending",
            facts.text("subject", DIGEST),
            facts.text("candidate", DIGEST),
            facts.optional("current", DIGEST),
            facts.text("role", ROLE),
            Math.max(1, facts.whole("required")),
            facts.text("requester", PERSON),
            record.occurredAt(),
            facts.time("expiresAt"),
            null,
            facts.optional("evidence", DIGEST),
            facts.optional("run", ID),
            facts.texts("targets"),
            null));
  }

  private void decided(TimelineRecord record, Facts facts) {
    String id = facts.id("approval", ID);
    String outcome = facts.text("outcome", STATE);
    decisions.save(
        new ApprovalDecision(
            Storable.text(record.ion() + ":" + record.entryKey(), DECISION),
            id,
            facts.text("decision", STATE),
            facts.text("person", PERSON),
            facts.text("reason"),
            outcome,
            record.occurredAt()));
    if (!outcome.equals("open")) {
      approvals.close(id, outcome, record.occurredAt(), facts.optional("reason"));
    }
  }

  private void close(TimelineRecord record, Facts facts, String state) {
    approvals.close(facts.id("approval", ID), state, record.occurredAt(), facts.optional("reason"));
  }
}
