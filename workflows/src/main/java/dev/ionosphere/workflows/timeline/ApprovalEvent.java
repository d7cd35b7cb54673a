package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Approvals of candidates by people. */
@JsonSubTypes({
  @JsonSubTypes.Type(ApprovalEvent.ApprovalOpened.class),
  @JsonSubTypes.Type(ApprovalEvent.ApprovalDecided.class),
  @JsonSubTypes.Type(ApprovalEvent.ApprovalEscalated.class),
  @JsonSubTypes.Type(ApprovalEvent.ApprovalExpired.class),
  @JsonSubTypes.Type(ApprovalEvent.ApprovalVoided.class),
  @JsonSubTypes.Type(ApprovalEvent.DecisionRefused.class)
})
public sealed interface ApprovalEvent extends TimelineEvent {

  /** {@code <ion>.<node>.<n>}. */
  String approval();

  @Override
  default String subject() {
    return approval();
  }

  /**
   * @param approvalSubject digest that decisions bind to
   * @param candidate digest of the model
   * @param current digest of the model in use at the first target
   * @param role of the first stage
   * @param required people of the first stage
   * @param stages all of them in order, such as {@code 2 of approver}
   * @param requesters who asked for the candidate
   * @param run that made the candidate
   * @param targets inference nodes it would go to
   */
  @JsonTypeName("approval.opened")
  record ApprovalOpened(
      String approval,
      String approvalSubject,
      String candidate,
      @Nullable String current,
      String role,
      int required,
      List<String> stages,
      boolean notRequester,
      List<String> requesters,
      Instant expiresAt,
      String evidence,
      String run,
      List<String> targets)
      implements ApprovalEvent {
    public ApprovalOpened {
      stages = List.copyOf(stages);
      requesters = List.copyOf(requesters);
      targets = List.copyOf(targets);
    }
  }

  /**
   * @param stage role of the stage it counted for
   * @param outcome {@code open} while more must approve, {@code approved} or {@code rejected}
   * @param ticket id of the ticket it was made with; absent in records from before 0.3.0
   */
  @JsonTypeName("approval.decided")
  record ApprovalDecided(
      String approval,
      String approvalSubject,
      String decision,
      String person,
      @Nullable String onBehalfOf,
      String stage,
      @Nullable String reason,
      String outcome,
      @Nullable String ticket)
      implements ApprovalEvent {}

  /** It waited too long: another role may decide as well. */
  @JsonTypeName("approval.escalated")
  record ApprovalEscalated(String approval, String to) implements ApprovalEvent {}

  @JsonTypeName("approval.expired")
  record ApprovalExpired(String approval, String outcome) implements ApprovalEvent {}

  /** A newer candidate or document took its place. */
  @JsonTypeName("approval.voided")
  record ApprovalVoided(String approval, String reason) implements ApprovalEvent {}

  /** A decision that came by signal and was refused. */
  @JsonTypeName("decision.refused")
  record DecisionRefused(String approval, String refusal, String reason) implements ApprovalEvent {}
}
