package dev.ionosphere.workflows.machine.node.approval;

import static dev.ionosphere.workflows.machine.engine.TestingMachine.HUB;
import static dev.ionosphere.workflows.machine.engine.TestingMachine.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.TestingIon;
import dev.ionosphere.workflows.machine.engine.TestingMachine;
import dev.ionosphere.workflows.machine.engine.Transition;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalDecided;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalEscalated;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalExpired;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalOpened;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalVoided;
import dev.ionosphere.workflows.timeline.ApprovalEvent.DecisionRefused;
import dev.ionosphere.workflows.timeline.ReleaseEvent.ModelReleased;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingFinished;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovalBehaviourTest {

  private static TestingIon staged() {
    return TestingIon.guarded()
        .set(
            "review",
            "approvers",
            "{stages: [{role: approver, required: 2}, {role: admin, required: 1}], notRequester: true}")
        .set("review", "escalate", "{after: 24h, to: operator}");
  }

  private final TestingMachine ion = TestingMachine.launched(TestingIon.guarded());

  @Test
  void opensWithWhatAPersonNeedsToKnow() {
    ion.candidate("retrain");
    assertThat(ion.events(ApprovalOpened.class))
        .singleElement()
        .returns("plant.review.1", ApprovalOpened::approval)
        .returns(ion.open("review").subject(), ApprovalOpened::approvalSubject)
        .returns("sha256:plant.retrain.1", ApprovalOpened::candidate)
        .returns(null, ApprovalOpened::current)
        .returns(List.of("1 of approver"), ApprovalOpened::stages)
        .returns(List.of("person:scientist"), ApprovalOpened::requesters)
        .returns("plant.retrain.1", ApprovalOpened::run)
        .returns(ion.now.plus(Duration.ofHours(72)), ApprovalOpened::expiresAt)
        .returns(List.of("detect"), ApprovalOpened::targets);
    assertThat(ion.entry(ApprovalOpened.class).cause())
        .isEqualTo(ion.entry(TrainingFinished.class).key());
    ApprovalView view = ion.machine.view(ion.state, ion.now).approvals().getFirst();
    assertThat(view.approval()).isEqualTo("plant.review.1");
    assertThat(view.clockStopped()).isFalse();
  }

  @Test
  void namesTheModelInUse() {
    ion.lap();
    ion.candidate("retrain");
    assertThat(ion.open("review").current()).isEqualTo("sha256:plant.retrain.1");
  }

  @Test
  void lettingItThroughReleasesTheModelAndSaysWhoDid() {
    ion.candidate("retrain");
    assertThat(ion.approve("review")).isInstanceOf(Verdict.Accepted.class);
    assertThat(ion.open("review")).isNull();
    assertThat(ion.events(ModelReleased.class))
        .containsExactly(
            new ModelReleased("detect", 1, "sha256:plant.retrain.1", List.of("plant.review.1")));
    assertThat(ion.entry(ModelReleased.class).cause())
        .isEqualTo(ion.entry(ApprovalDecided.class).key());
    assertThat(ion.state.nodes().get("review").laps()).isEqualTo(1);
  }

  @Test
  void everyStageNeedsItsPeopleInOrder() {
    TestingMachine ion = TestingMachine.launched(staged());
    ion.candidate("retrain");
    assertThat(refusal(ion.decide("review", "approve", "cid", "admin")))
        .isEqualTo(Refusal.NOT_APPROVER);
    assertThat(((Verdict.Accepted) ion.approve("review")).receipt().outcome()).isEqualTo("open");
    assertThat(refusal(ion.approve("review"))).isEqualTo(Refusal.TWICE);
    ion.decide("review", "approve", "bob");
    assertThat(ion.count(ModelReleased.class)).isZero();
    assertThat(refusal(ion.decide("review", "approve", "bob", "admin"))).isEqualTo(Refusal.TWICE);
    ion.decide("review", "approve", "cid", "admin");
    assertThat(ion.count(ModelReleased.class)).isEqualTo(1);
    assertThat(ion.events(ApprovalDecided.class))
        .extracting(ApprovalDecided::stage)
        .containsExactly("approver", "approver", "admin");
  }

  @Test
  void oneRejectionRejectsInAnyStage() {
    TestingMachine ion = TestingMachine.launched(staged());
    ion.candidate("retrain");
    OpenApproval open = ion.open("review");
    ion.approve("review");
    ion.decide("review", "reject", "bob");
    Verdict late =
        ion.decide(HUB.request(open.approval(), open.subject(), "approve", "cid", ion.later()));
    assertThat(late)
        .isEqualTo(
            new Verdict.Refused(
                Refusal.CLOSED, "Approval plant.review.1 is closed: rejected by bob"));
    assertThat(ion.count(ModelReleased.class)).isZero();
  }

  @Test
  void refusesWhoeverAskedForTheRun() {
    ion.run("ann");
    ion.finish();
    assertThat(refusal(ion.approve("review"))).isEqualTo(Refusal.REQUESTER);
    assertThat(ion.open("review").ballot().votes()).isEmpty();
  }

  @Test
  void recordsOnWhoseBehalf() {
    ion.candidate("retrain");
    OpenApproval open = ion.open("review");
    Ticket ticket =
        HUB.ticket(open.approval(), open.subject(), "approve", "dora", "ann", ion.later());
    ion.decide(HUB.request(ticket));
    assertThat(ion.events(ApprovalDecided.class))
        .singleElement()
        .returns("dora", ApprovalDecided::person)
        .returns("ann", ApprovalDecided::onBehalfOf);
  }

  @Test
  void anotherRoleMayDecideAfterTheEscalation() {
    TestingMachine ion = TestingMachine.launched(staged());
    ion.candidate("retrain");
    assertThat(refusal(ion.decide("review", "approve", "olga", "operator")))
        .isEqualTo(Refusal.NOT_APPROVER);
    assertThat(ion.alarms()).extracting(Alarm::name).containsExactly("escalation", "expiry");
    ion.passWithAlarms(Duration.ofHours(24));
    assertThat(ion.events(ApprovalEscalated.class))
        .containsExactly(new ApprovalEscalated("plant.review.1", "operator"));
    assertThat(ion.decide("review", "approve", "olga", "operator"))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(ion.alarms()).extracting(Alarm::name).containsExactly("expiry");
  }

  @Test
  void expiryRejects() {
    ion.candidate("retrain");
    OpenApproval open = ion.open("review");
    ion.passWithAlarms(Duration.ofHours(72));
    assertThat(ion.open("review")).isNull();
    assertThat(ion.events(ApprovalExpired.class).getFirst().outcome()).isEqualTo("rejected");
    Verdict late =
        ion.decide(HUB.request(open.approval(), open.subject(), "approve", "ann", ion.later()));
    assertThat(refusal(late)).isEqualTo(Refusal.CLOSED);
    assertThat(ion.count(ModelReleased.class)).isZero();
  }

  @Test
  void refusesAfterTheTimeEvenBeforeTheAlarm() {
    ion.candidate("retrain");
    ion.pass(Duration.ofHours(72));
    assertThat(refusal(ion.approve("review"))).isEqualTo(Refusal.CLOSED);
  }

  @Test
  void aPauseStopsTheClock() {
    TestingMachine ion = TestingMachine.launched(staged());
    ion.candidate("retrain");
    ion.pass(Duration.ofHours(20));
    ion.pause();
    assertThat(ion.alarms()).isEmpty();
    assertThat(ion.machine.view(ion.state, ion.now).approvals().getFirst().clockStopped()).isTrue();
    ion.passWithAlarms(Duration.ofDays(30));
    assertThat(ion.approve("review")).as("it does not expire").isInstanceOf(Verdict.Accepted.class);
    ion.resume();
    assertThat(ion.open("review").deadline().expiresAt())
        .isEqualTo(ion.now.plus(Duration.ofHours(52)));
    assertThat(ion.open("review").deadline().escalatesAt())
        .isEqualTo(ion.now.plus(Duration.ofHours(4)));
    ion.passWithAlarms(Duration.ofHours(4));
    assertThat(ion.count(ApprovalEscalated.class)).isEqualTo(1);
    ion.passWithAlarms(Duration.ofHours(48));
    assertThat(ion.count(ApprovalExpired.class)).isEqualTo(1);
  }

  @Test
  void pausesAddUp() {
    ion.candidate("retrain");
    for (int pause = 0; pause < 3; pause++) {
      ion.pass(Duration.ofHours(1));
      ion.pause();
      ion.pass(Duration.ofDays(3));
      ion.resume();
    }
    assertThat(ion.open("review").deadline().expiresAt())
        .isEqualTo(ion.now.plus(Duration.ofHours(69)));
  }

  @Test
  void aNewerCandidateVoidsTheOpenApproval() {
    ion.candidate("retrain");
    OpenApproval first = ion.open("review");
    ion.candidate("retrain");
    assertThat(ion.open("review").approval()).isEqualTo("plant.review.2");
    assertThat(ion.events(ApprovalVoided.class).getFirst().reason())
        .isEqualTo("a newer candidate, plant.retrain.2");
    Verdict late =
        ion.decide(HUB.request(first.approval(), first.subject(), "approve", "ann", ion.later()));
    assertThat(refusal(late)).isEqualTo(Refusal.CLOSED);
  }

  @Test
  void aRefusalIsRecordedWithAnIdThatCanBeKept() {
    signal(new DecideRequest("x\0".repeat(1_900), "approve", "sha256:x", null, null));
    DecisionRefused refused = ion.events(DecisionRefused.class).getFirst();
    assertThat(refused.approval()).isEqualTo("x".repeat(200));
    assertThat(refused.reason()).hasSizeLessThanOrEqualTo(2_000);
  }

  @Test
  void recordsARefusalThatNobodyHears() {
    signal(new DecideRequest("plant.review.9", "approve", "sha256:x", null, null));
    signal(new DecideRequest(null, null, null, null, null));
    assertThat(ion.events(DecisionRefused.class))
        .extracting(DecisionRefused::reason)
        .containsExactly(
            "There is no approval plant.review.9", "A decision needs an approval id, got none");
    assertThat(refusal(ion.decide(new DecideRequest("x", "approve", "s", null, null))))
        .isEqualTo(Refusal.UNKNOWN);
    assertThat(ion.count(DecisionRefused.class)).as("who asked hears it").isEqualTo(2);
  }

  @Test
  void aSignalThatComesTwiceCountsOnce() {
    ion.candidate("retrain");
    OpenApproval open = ion.open("review");
    DecideRequest request =
        HUB.request(open.approval(), open.subject(), "approve", "ann", ion.later());
    IonEvent signal = new IonEvent.Decided("same", request, false);
    ion.step(signal);
    assertThat(ion.step(signal).entries()).isEmpty();
    assertThat(ion.count(ApprovalDecided.class)).isEqualTo(1);
  }

  private void signal(DecideRequest request) {
    ion.step(new IonEvent.Decided(ion.id(), request, false));
  }

  @Test
  void aTicketCountsOnceAndIsRememberedUntilItExpires() {
    TestingMachine ion = TestingMachine.launched(staged());
    ion.candidate("retrain");
    ion.approve("review");
    assertThat(ion.state.dedup().usedTickets()).hasSize(1);
    ion.pass(Duration.ofHours(1));
    ion.decide("review", "approve", "bob");
    assertThat(ion.state.dedup().usedTickets()).as("expired ones are forgotten").hasSize(1);
  }

  @Test
  void judgingAheadChangesNothing() {
    ion.candidate("retrain");
    OpenApproval open = ion.open("review");
    DecideRequest request =
        HUB.request(open.approval(), open.subject(), "approve", "ann", ion.later());
    assertThat(ion.machine.judge(ion.state, request, ion.now)).isInstanceOf(Verdict.Accepted.class);
    assertThat(ion.decide(request)).isInstanceOf(Verdict.Accepted.class);
    assertThat(refusal(ion.machine.judge(ion.state, request, ion.now))).isEqualTo(Refusal.CLOSED);
  }

  @Test
  void holdsACandidateInAPause() {
    ion.run("scientist");
    ion.pause();
    ion.finish();
    assertThat(ion.open("review")).isNull();
    assertThat(ion.state.traffic().held()).hasSize(1);
    ion.resume();
    assertThat(ion.open("review").batch().model().run()).isEqualTo("plant.retrain.1");
    assertThat(ion.state.traffic().held()).isEmpty();
  }

  @Test
  void whatWasLetThroughInAPauseIsReleasedAfterIt() {
    ion.candidate("retrain");
    ion.pause();
    assertThat(ion.approve("review")).isInstanceOf(Verdict.Accepted.class);
    assertThat(ion.count(ModelReleased.class)).isZero();
    ion.resume();
    assertThat(ion.count(ModelReleased.class)).isEqualTo(1);
  }

  @Test
  void remembersHowTheLastTwentyWereClosed() {
    for (int lap = 0; lap < 25; lap++) {
      ion.candidate("retrain");
      ion.reject("review");
    }
    assertThat(((ApprovalState) ion.state.nodes().get("review")).asked().closed())
        .hasSize(20)
        .containsKey("plant.review.25")
        .doesNotContainKey("plant.review.5");
  }

  @Test
  void anAlarmThatComesEarlyIsSetAgain() {
    ion.candidate("retrain");
    Alarm expiry = ion.alarms().getFirst();
    Transition early = ion.step(new IonEvent.AlarmDue(expiry));
    assertThat(early.touched()).as("whose alarms are looked at").contains("review");
    assertThat(ion.alarms()).contains(expiry);
  }
}
