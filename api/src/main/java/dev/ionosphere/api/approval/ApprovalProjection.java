package dev.ionosphere.api.approval;

import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEvent;
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
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (!(event instanceof ApprovalEvent told)) {
      return;
    }
    String id = ColumnLimits.id(told.approval(), ID);
    switch (told) {
      case ApprovalEvent.ApprovalOpened opened -> opened(id, record, opened);
      case ApprovalEvent.ApprovalDecided decided -> decided(id, record, decided);
      case ApprovalEvent.ApprovalExpired expired ->
          approvals.close(id, "expired", record.occurredAt(), null);
      case ApprovalEvent.ApprovalVoided voided ->
          approvals.close(id, "voided", record.occurredAt(), voided.reason());
      case ApprovalEvent.ApprovalEscalated escalated -> {}
      case ApprovalEvent.DecisionRefused refused -> {}
    }
  }

  private void opened(String id, TimelineRecord record, ApprovalEvent.ApprovalOpened event) {
    if (approvals.existsById(id)) {
      return;
    }
    approvals.save(
        new Approval(
            id,
            record.ion(),
            record.node() == null ? "" : record.node(),
            "pending",
            Storable.text(event.approvalSubject(), DIGEST),
            Storable.text(event.candidate(), DIGEST),
            ColumnLimits.optional(event.current(), DIGEST),
            Storable.text(event.role(), ROLE),
            Math.max(1, event.required()),
            Storable.text(String.join(", ", event.requesters()), PERSON),
            record.occurredAt(),
            ColumnLimits.time(event.expiresAt()),
            null,
            Storable.text(event.evidence(), DIGEST),
            ColumnLimits.id(event.run(), ID),
            event.targets(),
            null));
  }

  private void decided(String id, TimelineRecord record, ApprovalEvent.ApprovalDecided event) {
    String outcome = Storable.text(event.outcome(), STATE);
    decisions.save(
        new ApprovalDecision(
            Storable.text(record.ion() + ":" + record.entryKey(), DECISION),
            id,
            Storable.text(event.decision(), STATE),
            Storable.text(event.person(), PERSON),
            event.reason() == null ? "" : event.reason(),
            outcome,
            record.occurredAt()));
    if (!outcome.equals("open")) {
      approvals.close(id, outcome, record.occurredAt(), event.reason());
    }
  }
}
