package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.approval.GateQuestions;
import dev.ionosphere.api.approval.Mandates;
import dev.ionosphere.api.identity.Requester;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** What waits for people, oldest first. */
@Singleton
public final class Inbox {

  private final Approvals approvals;
  private final GateQuestions questions;
  private final Mandates mandates;

  Inbox(Approvals approvals, GateQuestions questions, Mandates mandates) {
    this.approvals = approvals;
    this.questions = questions;
    this.mandates = mandates;
  }

  public List<Waiting> all(Requester person) {
    return waiting(approvals.findByStateOrderByOpenedAt("pending"), person);
  }

  public List<Waiting> of(String ion, Requester person) {
    return waiting(approvals.findByIonAndStateOrderByOpenedAt(ion, "pending"), person);
  }

  private List<Waiting> waiting(List<Approval> pending, Requester person) {
    Map<String, List<String>> principals = mandates.principals(pending, person);
    return pending.stream()
        .map(approval ->
            new Waiting(approval, why(approval), principals.getOrDefault(approval.id(), List.of())))
        .toList();
  }

  private String why(Approval approval) {
    return approval.isChange()
        ? "weakens policy: " + approval.reason()
        : questions
            .of(approval)
            .map(question -> "the gate cannot tell: " + question.reason())
            .orElse("to " + String.join(", ", approval.targets()));
  }
}
