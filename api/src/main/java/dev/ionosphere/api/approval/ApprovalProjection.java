package dev.ionosphere.api.approval;

import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.api.timeline.TimelineRecords;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Approvals and decisions, as the timeline tells them. */
@Singleton
final class ApprovalProjection implements Projection {

  // Widths of the columns.
  private static final int ID = 200;
  private static final int DECISION = 300;
  private static final int DIGEST = 80;
  private static final int ROLE = 200;
  private static final int PERSON = 80;
  private static final int STATE = 20;

  /** As many people as a document can ask for, and then some. */
  private static final Pattern STAGE = Pattern.compile("([1-9]\\d{0,5}) of .+", Pattern.DOTALL);

  private final Approvals approvals;
  private final ApprovalDecisions decisions;
  private final TimelineRecords records;

  ApprovalProjection(Approvals approvals, ApprovalDecisions decisions, TimelineRecords records) {
    this.approvals = approvals;
    this.decisions = decisions;
    this.records = records;
  }

  @Override
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (event instanceof ChangeEvent change) {
      changed(record, change);
    }
    if (event instanceof LifecycleEvent.IonResumed) {
      resumed(record);
    }
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
      case ApprovalEvent.ApprovalEscalated escalated -> admitted(id, escalated.to());
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
            Storable.text(roles(event.stages()), ROLE),
            Math.max(1, event.required()),
            Storable.text(String.join(", ", event.requesters()), PERSON),
            record.occurredAt(),
            ColumnLimits.time(event.expiresAt()),
            null,
            Storable.text(event.evidence(), DIGEST),
            ColumnLimits.id(event.run(), ID),
            event.targets(),
            null,
            null,
            null,
            null));
  }

  /** A pause stops the clocks of what waits. */
  private void resumed(TimelineRecord record) {
    String ion = record.ion();
    Optional<Instant> paused =
        records
            .newest(
                ion,
                record.sequence(),
                ColumnLimits.EARLIEST,
                ColumnLimits.LATEST,
                "ion.paused",
                "",
                1)
            .stream()
            .map(TimelineRecord::occurredAt)
            .findFirst();
    if (paused.isEmpty()) {
      return;
    }
    for (Approval waiting : approvals.findByIonAndStateOrderByOpenedAt(ion, "pending")) {
      Instant expires = waiting.expiresAt();
      if (expires != null) {
        Instant stood =
            waiting.openedAt().isAfter(paused.get()) ? waiting.openedAt() : paused.get();
        Duration pause = Duration.between(stood, record.occurredAt());
        approvals.expire(waiting.id(), ColumnLimits.time(expires.plus(pause)));
      }
    }
  }

  private void admitted(String id, String role) {
    approvals
        .findById(id)
        .filter(asked -> !asked.roles().contains(role))
        .ifPresent(
            asked -> approvals.admit(id, Storable.text(asked.approverRole() + ", " + role, ROLE)));
  }

  /** Stages read {@code 2 of approver}. */
  private static String roles(List<String> stages) {
    return stages.stream()
        .map(stage -> stage.substring(stage.lastIndexOf(' ') + 1))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** People that all stages need together; whatever does not read like a stage needs one. */
  private static int required(List<String> stages) {
    return stages.stream()
        .map(STAGE::matcher)
        .mapToInt(stage -> stage.matches() ? Integer.parseInt(stage.group(1)) : 1)
        .sum();
  }

  private void decided(String id, TimelineRecord record, ApprovalEvent.ApprovalDecided event) {
    decided(
        id,
        record,
        event.decision(),
        event.person(),
        event.onBehalfOf(),
        event.reason(),
        event.outcome(),
        event.ticket());
  }

  private void decided(
      String id,
      TimelineRecord record,
      String decision,
      String person,
      @Nullable String onBehalfOf,
      @Nullable String reason,
      String result,
      @Nullable String ticket) {
    String outcome = Storable.text(result, STATE);
    decisions.save(
        new ApprovalDecision(
            ColumnLimits.id(record.ion() + ":" + record.entryKey(), DECISION),
            id,
            Storable.text(decision, STATE),
            Storable.text(person, PERSON),
            reason == null ? "" : reason,
            outcome,
            record.occurredAt(),
            onBehalfOf == null ? null : Storable.text(onBehalfOf, PERSON),
            ticket == null ? null : Storable.text(ticket, PERSON)));
    if (!outcome.equals("open")) {
      approvals.close(id, outcome, record.occurredAt(), reason);
    }
  }

  /** A change of the document is asked about like a candidate. */
  private void changed(TimelineRecord record, ChangeEvent told) {
    switch (told) {
      case ChangeEvent.ChangeProposed proposed -> proposed(record, proposed);
      case ChangeEvent.ChangeDecided decided ->
          decided(
              ColumnLimits.id(decided.change(), ID),
              record,
              decided.decision(),
              decided.person(),
              decided.onBehalfOf(),
              decided.reason(),
              decided.outcome(),
              decided.ticket());
      case ChangeEvent.ChangeWithdrawn withdrawn ->
          approvals.close(
              ColumnLimits.id(withdrawn.change(), ID),
              "voided",
              record.occurredAt(),
              withdrawn.reason());
      case ChangeEvent.GlassBroken glass ->
          approvals.broken(
              ColumnLimits.id(glass.change(), ID),
              Storable.text(glass.person(), PERSON),
              ColumnLimits.time(glass.effectiveAt()));
      case ChangeEvent.ChangeForced forced ->
          approvals.close(
              ColumnLimits.id(forced.change(), ID), "forced", record.occurredAt(), forced.reason());
      case ChangeEvent.DocumentChanged changed -> {}
      case ChangeEvent.CommandRefused refused -> {}
    }
  }

  private void proposed(TimelineRecord record, ChangeEvent.ChangeProposed event) {
    String id = ColumnLimits.id(event.change(), ID);
    if (approvals.existsById(id)) {
      return;
    }
    approvals.save(
        new Approval(
            id,
            record.ion(),
            "",
            "pending",
            Storable.text(event.changeSubject(), DIGEST),
            Storable.text(event.documentDigest(), DIGEST),
            null,
            Storable.text(roles(event.stages()), ROLE),
            required(event.stages()),
            Storable.text(record.actor(), PERSON),
            record.occurredAt(),
            null,
            null,
            null,
            null,
            List.of(),
            String.join("; ", event.weakens()),
            event.ionGeneration(),
            null,
            null));
  }
}
