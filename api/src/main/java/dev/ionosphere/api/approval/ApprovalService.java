package dev.ionosphere.api.approval;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Reasons;
import dev.ionosphere.api.recall.Recalls;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.ticketkey.KeyRing;
import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.approval.TicketAct;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Takes decisions of authenticated people to the workflow, which alone decides what they mean. */
@Singleton
public final class ApprovalService {

  private static final Set<String> DECISIONS = Set.of(TicketAct.APPROVE, TicketAct.REJECT);
  private static final Duration AT_ONCE = Duration.ofMinutes(5);

  private final Approvals approvals;
  private final ApprovalDecisions decisions;
  private final Mandates mandates;
  private final TicketIssuer tickets;
  private final IonWorkflows workflows;
  private final Recalls recalls;

  ApprovalService(
      Approvals approvals,
      ApprovalDecisions decisions,
      Mandates mandates,
      TicketIssuer tickets,
      IonWorkflows workflows,
      Recalls recalls) {
    this.recalls = recalls;
    this.approvals = approvals;
    this.decisions = decisions;
    this.mandates = mandates;
    this.tickets = tickets;
    this.workflows = workflows;
  }

  public Approval approval(String id) {
    return approvals.findById(id).orElseThrow(() -> HubException.notFound("approval", id));
  }

  public List<ApprovalDecision> decisions(String approval) {
    return decisions.findByApprovalOrderByDecidedAt(approval);
  }

  /**
   * Decides for the person, and says what it led to.
   *
   * @param subject digest of what the person has seen; another one than the approval's is refused
   * @param onBehalfOf in whose right; absent: see {@link Mandates}
   */
  public DecisionReceipt decide(
      String id,
      String decision,
      String subject,
      String reason,
      @Nullable String onBehalfOf,
      Requester person) {
    Reasons.check(reason);
    Approval approval = approval(id, decision);
    Mandate mandate = mandates.of(approval, onBehalfOf, person);
    if (!approval.subject().equals(subject)) {
      throw new HubException(
          ErrorCode.CONFLICT,
          "approval " + id + " is about " + approval.subject() + ", the decision about " + subject);
    }
    String ticket = tickets.sign(mandate, id, subject, decision, AT_ONCE);
    // The same decision sent again is the same update: it is answered, not counted twice.
    String update =
        Sha256.hex(
            String.join(
                "\n",
                id,
                subject,
                decision,
                person.person(),
                mandate.onBehalfOf() == null ? "" : mandate.onBehalfOf()));
    return workflows.update(
        WorkflowNames.ion(approval.ion()),
        IonMessages.DECIDE,
        "decide-" + update,
        new DecideRequest(id, decision, subject, reason, ticket),
        DecisionReceipt.class);
  }

  /** What the person can hand to {@code decide} of the workflow through any door of Temporal. */
  public DecideRequest ticket(
      String id, String decision, String reason, @Nullable String onBehalfOf, Requester person) {
    Reasons.check(reason);
    Approval approval = approval(id, decision);
    Mandate mandate = mandates.of(approval, onBehalfOf, person);
    return new DecideRequest(
        id,
        decision,
        approval.subject(),
        reason,
        tickets.sign(mandate, id, approval.subject(), decision, KeyRing.LONGEST_TICKET));
  }

  private Approval approval(String id, String decision) {
    Approval approval = approval(id);
    if (!DECISIONS.contains(decision)) {
      throw HubException.malformed("decision \"" + decision + "\": allowed is approve or reject");
    }
    if (decision.equals(TicketAct.APPROVE)) {
      recalls.requireUsable(approval.candidate());
    }
    return approval;
  }
}
