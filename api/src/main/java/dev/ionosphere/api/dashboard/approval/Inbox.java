package dev.ionosphere.api.dashboard.approval;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.approval.GateQuestions;
import jakarta.inject.Singleton;
import java.util.List;

/** What waits for people, oldest first. */
@Singleton
public final class Inbox {

  private final Approvals approvals;
  private final GateQuestions questions;

  Inbox(Approvals approvals, GateQuestions questions) {
    this.approvals = approvals;
    this.questions = questions;
  }

  public List<Waiting> all() {
    return waiting(approvals.findByStateOrderByOpenedAt("pending"));
  }

  public List<Waiting> of(String ion) {
    return waiting(approvals.findByIonAndStateOrderByOpenedAt(ion, "pending"));
  }

  private List<Waiting> waiting(List<Approval> pending) {
    return pending.stream().map(approval -> new Waiting(approval, why(approval))).toList();
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
