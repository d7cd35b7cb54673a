package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.OpenApproval;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalTest {

  private static final String TWO_STAGES =
      TestingDocument.TURBOFAN
          .replace("required: 1", "required: 2")
          .replace(
              "  edges:\n",
              "    signoff:\n"
                  + "      kind: approval\n"
                  + "      approvers: {role: approver, required: 1, notRequester: false}\n"
                  + "      expires: {after: 24h, then: reject}\n"
                  + "  edges:\n")
          .replace(
              "{from: review, to: detect}",
              "{from: review, to: signoff}\n" + "    - {from: signoff, to: detect}");

  @Test
  void opensWithWhatAPersonNeedsToKnow() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    TimelineEntry entry = ion.entries(TimelineKind.APPROVAL_OPENED).getFirst();
    assertThat(entry.subject()).isEqualTo("turbofan.review.1");
    assertThat(entry.data())
        .containsEntry("subject", ion.open().subject())
        .containsEntry("candidate", "sha256:turbofan.retrain.1")
        .containsEntry("requester", "person:scientist")
        .containsEntry("run", "turbofan.retrain.1")
        .containsEntry("targets", List.of("detect"))
        .doesNotContainKey("current");
    assertThat(entry.cause())
        .isEqualTo(ion.entries(TimelineKind.TRAINING_FINISHED).getFirst().key());
  }

  @Test
  void approvalReleasesTheModelAndSaysWhoLetItThrough() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    assertThat(ion.decide("approve", "approver")).isInstanceOf(Verdict.Accepted.class);
    assertThat(ion.open()).isNull();
    assertThat(ion.entries(TimelineKind.RELEASED).getFirst().data())
        .containsEntry("generation", 1L)
        .containsEntry("allowedBy", List.of("turbofan.review.1"));
    assertThat(ion.effects(Effect.StartRollout.class).getFirst().input().rollout())
        .isEqualTo("rollout:turbofan:detect:1");
  }

  @Test
  void needsAsManyPeopleAsTheDocumentSaysAndEveryStage() {
    TestingMachine ion = TestingMachine.launched(TWO_STAGES);
    ion.run("person:scientist");
    ion.finishTraining();
    assertThat(((Verdict.Accepted) ion.decide("approve", "ann")).receipt().outcome())
        .isEqualTo("open");
    assertThat(((Verdict.Refused) ion.decide("approve", "ann")).refusal()).isEqualTo(Refusal.TWICE);
    ion.decide("approve", "bob");
    assertThat(ion.open()).isNull();
    assertThat(ion.effects(Effect.StartRollout.class)).isEmpty();
    OpenApproval second = ((NodeState.Approval) ion.state.nodes().get("signoff")).open();
    assertThat(second.candidate().allowedBy()).containsExactly("turbofan.review.1");
    ion.decide(second.approval(), second.subject(), "approve", "ann");
    assertThat(ion.entries(TimelineKind.RELEASED).getFirst().data())
        .containsEntry("allowedBy", List.of("turbofan.review.1", "turbofan.signoff.1"));
  }

  @Test
  void oneRejectionRejects() {
    TestingMachine ion = TestingMachine.launched(TWO_STAGES);
    ion.run("person:scientist");
    ion.finishTraining();
    OpenApproval open = ion.open();
    ion.decide("approve", "ann");
    ion.decide("reject", "bob");
    assertThat(ion.effects(Effect.StartRollout.class)).isEmpty();
    Verdict late = ion.decide(open.approval(), open.subject(), "approve", "carl");
    assertThat(late)
        .isEqualTo(
            new Verdict.Refused(
                Refusal.CLOSED, "Approval turbofan.review.1 is closed: rejected by bob"));
  }

  @Test
  void refusesTheRequester() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:ann");
    ion.finishTraining();
    assertThat(((Verdict.Refused) ion.decide("approve", "ann")).refusal())
        .isEqualTo(Refusal.REQUESTER);
    assertThat(ion.open().approvedBy()).isEmpty();
  }

  @Test
  void expiryRejects() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    OpenApproval open = ion.open();
    ion.passWithTimers(Duration.ofHours(73));
    assertThat(ion.open()).isNull();
    assertThat(ion.entries(TimelineKind.APPROVAL_EXPIRED).getFirst().data())
        .containsEntry("outcome", "rejected");
    Verdict late = ion.decide(open.approval(), open.subject(), "approve", "approver");
    assertThat(((Verdict.Refused) late).refusal()).isEqualTo(Refusal.CLOSED);
    assertThat(ion.effects(Effect.StartRollout.class)).isEmpty();
  }

  @Test
  void refusesAfterTheTimeEvenBeforeTheTimer() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    ion.pass(Duration.ofHours(72));
    assertThat(((Verdict.Refused) ion.decide("approve", "approver")).refusal())
        .isEqualTo(Refusal.CLOSED);
  }

  @Test
  void aNewerCandidateVoidsTheOpenApproval() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    OpenApproval first = ion.open();
    ion.run("person:scientist");
    ion.finishTraining();
    assertThat(ion.open().approval()).isEqualTo("turbofan.review.2");
    assertThat(ion.entries(TimelineKind.APPROVAL_VOIDED).getFirst().data())
        .containsEntry("reason", "a newer candidate, turbofan.retrain.2");
    Verdict late = ion.decide(first.approval(), first.subject(), "approve", "approver");
    assertThat(((Verdict.Refused) late).refusal()).isEqualTo(Refusal.CLOSED);
  }

  @Test
  void aRefusalIsRecordedWithAnIdThatCanBeKept() {
    TestingMachine ion = TestingMachine.launched();
    ion.step(
        new IonEvent.Decided(
            "s", new DecideRequest("x\0".repeat(1_900), "approve", "sha256:x", null, null), false));
    TimelineEntry entry = ion.entries(TimelineKind.DECISION_REFUSED).getFirst();
    assertThat(entry.subject()).isEqualTo("x".repeat(200));
    assertThat(entry.data()).containsEntry("approval", "x".repeat(200));
    assertThat(entry.data().get("reason")).asString().hasSizeLessThanOrEqualTo(2_000);
  }

  @Test
  void recordsARefusalThatNobodyHears() {
    TestingMachine ion = TestingMachine.launched();
    ion.step(
        new IonEvent.Decided(
            "s", new DecideRequest("turbofan.review.9", "approve", "sha256:x", null, null), false));
    assertThat(ion.entries(TimelineKind.DECISION_REFUSED).getFirst().data())
        .containsEntry("reason", "There is no approval turbofan.review.9");
  }

  @Test
  void aTicketCountsOnce() {
    TestingMachine ion = TestingMachine.launched(TWO_STAGES);
    ion.run("person:scientist");
    ion.finishTraining();
    ion.decide("approve", "ann");
    assertThat(ion.state.usedTickets()).hasSize(1);
    ion.pass(Duration.ofHours(1));
    ion.decide("approve", "bob");
    assertThat(ion.state.usedTickets()).as("expired ones are forgotten").hasSize(1);
  }

  @Test
  void holdsACandidateWhilePaused() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.pause();
    ion.finishTraining();
    assertThat(ion.open()).isNull();
    ion.resume();
    assertThat(ion.open().candidate().run()).isEqualTo("turbofan.retrain.1");
  }

  @Test
  void anApprovalGivenInAPauseReleasesAfterIt() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    ion.pause();
    assertThat(ion.decide("approve", "approver")).isInstanceOf(Verdict.Accepted.class);
    assertThat(ion.effects(Effect.StartRollout.class)).isEmpty();
    ion.resume();
    assertThat(ion.effects(Effect.StartRollout.class)).hasSize(1);
  }
}
