package dev.ionosphere.api.approval;

import dev.ionosphere.api.HubConfiguration;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.identity.SecretAnswer;
import dev.ionosphere.api.page.Slice;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Choice;
import dev.ionosphere.api.problem.Required;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;

/** What waits for people, and their decisions. */
@Controller("/api/v1/approvals")
@Needs(Permission.READ)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApprovalController {

  private static final List<String> STATES =
      List.of("pending", "approved", "rejected", "expired", "voided", "forced");

  private final ApprovalService service;
  private final Approvals approvals;
  private final Mandates mandates;
  private final GateQuestions questions;
  private final HubConfiguration configuration;

  ApprovalController(
      ApprovalService service,
      Approvals approvals,
      Mandates mandates,
      GateQuestions questions,
      HubConfiguration configuration) {
    this.service = service;
    this.approvals = approvals;
    this.mandates = mandates;
    this.questions = questions;
    this.configuration = configuration;
  }

  /** Newest first; of a state ({@code pending}), of an ION, or all. */
  @Get
  Slice<View> list(
      @QueryValue(defaultValue = "") String state,
      @QueryValue(defaultValue = "") String ion,
      @Nullable @QueryValue String cursor,
      @QueryValue(defaultValue = "200") int limit,
      Requester requester) {
    int size = Slice.size(limit);
    String wanted = Choice.of("state", state, STATES).orElse("");
    String after = Slice.after(cursor, approvals::existsById);
    List<Approval> found = approvals.newest(wanted, ion, after, size);
    Map<String, List<String>> principals = mandates.principals(found, requester);
    return Slice.of(found, size, Approval::id).map(approval -> view(approval, principals));
  }

  @Get("/{id}")
  View get(String id, Requester requester) {
    Approval approval = service.approval(id);
    return view(approval, mandates.principals(List.of(approval), requester));
  }

  /** Decides as the authenticated person. */
  @Post("/{id}/decision")
  @Needs(Permission.DECIDE)
  DecisionReceipt decide(String id, @Body Decision decision, Requester requester) {
    return service.decide(
        id,
        decision.decision(),
        decision.subject(),
        decision.reason() == null ? "" : decision.reason(),
        decision.onBehalfOf(),
        requester);
  }

  /** Signs a ticket for the authenticated person: the payload for Temporal's own doors. */
  @Post("/{id}/ticket")
  @Needs(Permission.DECIDE)
  HttpResponse<DecideRequest> ticket(String id, @Body TicketRequest request, Requester requester) {
    String reason = request.reason() == null ? "" : request.reason();
    return SecretAnswer.of(
        HttpResponse.ok(
            service.ticket(id, request.decision(), reason, request.onBehalfOf(), requester)));
  }

  private View view(Approval approval, Map<String, List<String>> principals) {
    String workflow = WorkflowNames.ion(approval.ion());
    return new View(
        approval,
        service.decisions(approval.id()),
        principals.getOrDefault(approval.id(), List.of()),
        questions.of(approval).orElse(null),
        workflow,
        configuration.temporalPage(workflow));
  }

  /**
   * @param decision approve or reject
   * @param subject the approval's subject, as it was shown to the person
   * @param onBehalfOf whose deputy the person is; absent: in their own right if that will do
   */
  record Decision(
      String decision, String subject, @Nullable String reason, @Nullable String onBehalfOf) {
    Decision {
      Required.text("decision", decision);
      Required.text("subject", subject);
    }
  }

  record TicketRequest(String decision, @Nullable String reason, @Nullable String onBehalfOf) {
    TicketRequest {
      Required.text("decision", decision);
    }
  }

  /**
   * An approval with its decisions and its place in Temporal.
   *
   * @param deputyFor in whose place the person who asks may decide it, while it waits
   * @param gate why a gate asks; absent if none does
   */
  record View(
      @com.fasterxml.jackson.annotation.JsonUnwrapped Approval approval,
      List<ApprovalDecision> decisions,
      List<String> deputyFor,
      @Nullable GateQuestion gate,
      String workflow,
      String temporal) {}
}
