package dev.ionosphere.workflows.machine.engine;

import static dev.ionosphere.workflows.machine.engine.TestingMachine.HUB;
import static dev.ionosphere.workflows.machine.engine.TestingMachine.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.ion.StateCodec;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalExpired;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalOpened;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalVoided;
import dev.ionosphere.workflows.timeline.ChangeEvent.ChangeDecided;
import dev.ionosphere.workflows.timeline.ChangeEvent.ChangeProposed;
import dev.ionosphere.workflows.timeline.ChangeEvent.ChangeWithdrawn;
import dev.ionosphere.workflows.timeline.ChangeEvent.DocumentChanged;
import dev.ionosphere.workflows.timeline.ReleaseEvent.ModelReleased;
import dev.ionosphere.workflows.timeline.ReleaseEvent.ModelSet;
import dev.ionosphere.workflows.timeline.RunEvent.EventSuppressed;
import dev.ionosphere.workflows.timeline.RunEvent.RunSkipped;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingFinished;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingStarted;
import dev.ionosphere.workflows.timeline.TokenEvent.ArrivalLate;
import dev.ionosphere.workflows.timeline.TokenEvent.JoinFailed;
import dev.ionosphere.workflows.timeline.TokenEvent.JoinFired;
import dev.ionosphere.workflows.timeline.TokenEvent.TokenSuperseded;
import dev.ionosphere.workflows.timeline.TokenEvent.TokenWithdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases that an engine like this must get right, and the right answers. */
class AcceptanceCasesTest {

  private static final String FIRST = "sha256:plant.retrain.1";
  private static final String SECOND = "sha256:plant.retrain.2";
  private static final String PAIR = "{role: approver, required: 2, notRequester: true}";

  private static TestingIon threeBranches() {
    return TestingIon.parallel("all")
        .approval("third")
        .edge("retrain", "third")
        .edge("third", "detect")
        .join("detect", "{atLeast: 2}");
  }

  private static List<String> released(TestingMachine ion) {
    return ion.events(ModelReleased.class).stream().map(ModelReleased::digest).toList();
  }

  @Test
  void one_aSupersededCandidateIsNeverMixedWithANewerOne() {
    TestingMachine ion = TestingMachine.launched(TestingIon.parallel("all"));
    ion.candidate("retrain");
    ion.approve("safety");
    ion.candidate("retrain");
    ion.approve("quality");
    assertThat(ion.count(TokenSuperseded.class)).isEqualTo(1);
    assertThat(released(ion)).isEmpty();
    ion.approve("safety");
    assertThat(released(ion)).containsExactly(SECOND);
    assertThat(ion.events(ModelReleased.class).getFirst().allowedBy())
        .containsExactlyInAnyOrder("plant.safety.2", "plant.quality.2");
  }

  @Test
  void two_theSameEdgeTwiceIsNotTwoEdges() {
    TestingMachine ion = TestingMachine.launched(threeBranches());
    ion.candidate("retrain");
    ion.approve("safety");
    ion.candidate("retrain");
    ion.approve("safety");
    assertThat(ion.events(TokenSuperseded.class)).hasSize(1);
    assertThat(released(ion)).isEmpty();
    ion.approve("third");
    assertThat(released(ion)).containsExactly(SECOND);
  }

  @Test
  void three_tokensOfARemovedNodeAreWithdrawnAndTheirCandidateBeginsAgain() {
    TestingIon before =
        TestingIon.parallel("all")
            .approval("last")
            .unlink("safety", "detect")
            .unlink("quality", "detect")
            .drop("detect", "join")
            .edge("safety", "last")
            .edge("quality", "last")
            .join("last", "all")
            .edge("last", "detect");
    TestingMachine ion = TestingMachine.launched(before);
    ion.candidate("retrain");
    ion.approve("safety");
    ion.change(TestingIon.parallel("all"));
    ion.decideChange("approve", "bob");
    assertThat(ion.events(TokenWithdrawn.class))
        .extracting(TokenWithdrawn::edge)
        .containsExactly("safety->last");
    assertThat(ion.open("safety").batch().model().model().digest()).isEqualTo(FIRST);
    assertThat(ion.open("safety").batch().provenance().allowedBy()).isEmpty();
    ion.approve("safety");
    ion.approve("quality");
    assertThat(released(ion)).containsExactly(FIRST);
    assertThat(ion.events(ModelReleased.class).getFirst().allowedBy())
        .containsExactlyInAnyOrder("plant.safety.2", "plant.quality.2");
  }

  @Test
  void three_whatBeganAtARemovedNodeIsWithdrawnForGood() {
    TestingMachine ion = TestingMachine.launched(TestingIon.parallel("all"));
    ion.candidate("retrain");
    ion.approve("safety");
    ion.change(TestingIon.parallel("all").rename("retrain", "refit"));
    assertThat(ion.count(TokenWithdrawn.class)).isEqualTo(1);
    assertThat(ion.count(ApprovalVoided.class)).isEqualTo(1);
    assertThat(ion.open("safety")).isNull();
    assertThat(ion.state.traffic().slots()).isEmpty();
  }

  @Test
  void four_anAllJoinNeverFiresByShrinking() {
    TestingMachine ion = TestingMachine.launched(TestingIon.parallel("all"));
    ion.candidate("retrain");
    ion.approve("safety");
    ion.change(TestingIon.parallel("all").remove("quality").drop("detect", "join"));
    assertThat(ion.count(ChangeProposed.class)).as("policy first").isEqualTo(1);
    assertThat(ion.state.traffic().slots()).hasSize(1);
    ion.decideChange("approve", "bob");
    assertThat(released(ion)).isEmpty();
    assertThat(ion.open("safety").approval()).isEqualTo("plant.safety.2");
    ion.approve("safety");
    assertThat(released(ion)).containsExactly(FIRST);
  }

  @Test
  void five_aWeakerPolicyWaitsAndTheOldOneStaysInForce() {
    TestingMachine ion =
        TestingMachine.launched(TestingIon.guarded().set("review", "approvers", PAIR));
    ion.candidate("retrain");
    OpenApproval open = ion.open("review");
    assertThat(ion.change(TestingIon.guarded()).message()).contains("it weakens policy");
    assertThat(ion.open("review")).isEqualTo(open);
    ion.approve("review");
    assertThat(released(ion)).as("two under the old policy").isEmpty();
    assertThat(refusal(ion.decideChange("approve", "scientist"))).isEqualTo(Refusal.REQUESTER);
    ion.decideChange("approve", "bob");
    assertThat(ion.count(DocumentChanged.class)).as("two for the change as well").isZero();
    ion.decideChange("approve", "cid");
    assertThat(ion.events(DocumentChanged.class))
        .singleElement()
        .returns("weaker", DocumentChanged::strictness)
        .returns("plant.change-1", DocumentChanged::allowedBy);
    assertThat(ion.open("review").approval()).isEqualTo("plant.review.2");
    ion.approve("review");
    assertThat(released(ion)).containsExactly(FIRST);
  }

  @Test
  void five_aRejectedChangeLeavesEverythingAsItIs() {
    TestingMachine ion =
        TestingMachine.launched(TestingIon.guarded().set("review", "approvers", PAIR));
    ion.candidate("retrain");
    OpenApproval open = ion.open("review");
    ion.change(TestingIon.guarded());
    ion.decideChange("reject", "bob");
    assertThat(ion.pending()).isNull();
    assertThat(ion.open("review")).isEqualTo(open);
    assertThat(ion.count(DocumentChanged.class)).isZero();
  }

  @Test
  void six_aStricterPolicyHoldsAtOnce() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    ion.candidate("retrain");
    OpenApproval first = ion.open("review");
    ion.change(TestingIon.guarded().set("review", "approvers", PAIR));
    assertThat(ion.events(ApprovalVoided.class).getFirst().reason())
        .isEqualTo("a changed document");
    assertThat(ion.open("review").approval()).isEqualTo("plant.review.2");
    assertThat(ion.open("review").ballot().required()).isEqualTo(2);
    assertThat(ion.open("review").subject()).isNotEqualTo(first.subject());
    assertThat(ion.open("review").batch().model()).isEqualTo(first.batch().model());
    assertThat(
            refusal(
                ion.decide(
                    HUB.request(first.approval(), first.subject(), "approve", "ann", ion.later()))))
        .isEqualTo(Refusal.CLOSED);
  }

  @Test
  void six_aGuardPutInTheWayMustBePassedToo() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    ion.candidate("retrain");
    ion.change(
        TestingIon.guarded()
            .approval("safety")
            .unlink("retrain", "review")
            .edge("retrain", "safety")
            .edge("safety", "review"));
    assertThat(ion.open("review")).isNull();
    assertThat(ion.open("safety").batch().model().model().digest()).isEqualTo(FIRST);
  }

  @Test
  void six_whatIsNoPolicyVoidsNothing() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    ion.candidate("retrain");
    OpenApproval open = ion.open("review");
    ion.change(TestingIon.guarded().set("retrain", "arguments", "{k: 9}"));
    assertThat(ion.open("review")).isEqualTo(open);
  }

  @Test
  void seven_aSecondChangeWithdrawsTheFirstAndItsApprovals() {
    TestingMachine ion =
        TestingMachine.launched(TestingIon.guarded().set("review", "approvers", PAIR));
    ion.change(TestingIon.guarded());
    ion.decideChange("approve", "bob");
    String first = ion.pending().id();
    ion.change(TestingIon.guarded().set("detect", "every", "1m"));
    assertThat(ion.events(ChangeWithdrawn.class))
        .extracting(ChangeWithdrawn::change)
        .containsExactly(first);
    assertThat(ion.pending().ballot().votes()).isEmpty();
    ion.decideChange("approve", "cid");
    assertThat(ion.count(DocumentChanged.class)).isZero();
    ion.decideChange("approve", "bob");
    assertThat(ion.count(ChangeDecided.class)).isEqualTo(3);
    assertThat(ion.state.document().generation()).isEqualTo(3);
  }

  @Test
  void seven_aStricterChangeWithdrawsAWeakerOneThatWaits() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    ion.change(TestingIon.guarded().set("review", "expires", "{after: 99h}"));
    ion.change(TestingIon.guarded().set("review", "approvers", PAIR));
    assertThat(ion.pending()).isNull();
    assertThat(ion.count(ChangeWithdrawn.class)).isEqualTo(1);
    assertThat(ion.state.document().generation()).isEqualTo(3);
  }

  @Test
  void eight_driftInAPauseFiresOnceAfterItIfItStillStands() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    ion.lap();
    ion.pause();
    ion.drift(true);
    ion.drift(true);
    assertThat(ion.events(EventSuppressed.class))
        .singleElement()
        .returns("paused", EventSuppressed::reason);
    ion.resume();
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(2);
    ion.fail("retrain");
    ion.pause();
    ion.drift(true);
    ion.resume();
    assertThat(ion.count(TrainingStarted.class)).as("the cooldown").isEqualTo(2);
    ion.pass(Duration.ofHours(6));
    ion.pause();
    ion.resume();
    assertThat(ion.count(TrainingStarted.class)).as("it still stands").isEqualTo(3);
  }

  @Test
  void eight_driftWhileTheRolloutIsPausedFires() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    ion.lap();
    ion.candidate("retrain");
    ion.approve("review");
    ion.rollout("detect", RolloutStatus.PAUSED, true);
    ion.drift("detect", FIRST, true);
    ion.drift("detect", FIRST, true);
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(3);
  }

  @Test
  void nine_aLatecomerIsDroppedAndSeedsNothing() {
    TestingMachine ion = TestingMachine.launched(threeBranches());
    ion.candidate("retrain");
    ion.approve("safety");
    ion.approve("quality");
    assertThat(ion.events(JoinFired.class).getFirst().missing()).containsExactly("third->detect");
    ion.approve("third");
    assertThat(ion.count(ArrivalLate.class)).isEqualTo(1);
    assertThat(ion.state.traffic().slots()).isEmpty();
    ion.candidate("retrain");
    ion.approve("safety");
    assertThat(released(ion)).containsExactly(FIRST);
    ion.approve("quality");
    assertThat(released(ion)).containsExactly(FIRST, SECOND);
  }

  @Test
  void ten_aJoinFailsWithTheRefusalThatMakesItImpossible() {
    TestingMachine ion = TestingMachine.launched(threeBranches());
    ion.candidate("retrain");
    ion.reject("safety");
    assertThat(ion.count(JoinFailed.class)).isZero();
    ion.passWithAlarms(Duration.ofHours(72));
    assertThat(ion.events(JoinFailed.class))
        .singleElement()
        .returns(1, JoinFailed::had)
        .returns(2, JoinFailed::need);
    assertThat(released(ion)).isEmpty();
    assertThat(ion.state.traffic().slots()).isEmpty();
  }

  @Test
  void eleven_aTokenOfTheFirstLapNeverMeetsOneOfTheSecond() {
    TestingMachine ion = TestingMachine.launched(TestingIon.parallel("all"));
    ion.candidate("retrain");
    ion.approve("safety");
    ion.approve("quality");
    ion.rollout("detect", RolloutStatus.COMPLETED, false);
    ion.candidate("retrain");
    ion.approve("quality");
    ion.candidate("retrain");
    ion.approve("safety");
    assertThat(released(ion)).containsExactly(FIRST);
    ion.events(JoinFired.class)
        .forEach(fired ->
            assertThat(fired.tokens().stream().map(token -> token.split("/")[0]).distinct())
                .hasSize(1));
  }

  @Test
  void twelve_afterMissedFiresThereIsAtMostOneRun() {
    TestingMachine ion =
        TestingMachine.launched(
            TestingIon.guarded()
                .set("retrain", "schedule", "{cron: \"0 * * * *\", zone: UTC, catchUp: last}"));
    ion.lap();
    ion.pause();
    ion.drift(true);
    ion.passWithAlarms(Duration.ofDays(3));
    ion.resume();
    ion.passWithAlarms(Duration.ofSeconds(1));
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(2);
    ion.finish();
    ion.passWithAlarms(Duration.ofMinutes(59));
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(2);
  }

  @Test
  void thirteen_ofTwoTriggersAtOneInstantTheFirstInTheDocumentStartsTheRun() {
    TestingIon document =
        TestingIon.guarded()
            .inference("other")
            .edge("review", "other")
            .event("other", "retrain", "drift", "6h");
    TestingMachine ion = TestingMachine.launched(document);
    ion.candidate("retrain");
    ion.approve("review");
    ion.pause();
    ion.drift("other", FIRST, true);
    ion.drift("detect", FIRST, true);
    ion.resume();
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(2);
    assertThat(ion.state.edges().get("detect->retrain:drift").lastFired()).isEqualTo(ion.now);
    assertThat(ion.events(EventSuppressed.class).getLast())
        .isEqualTo(
            new EventSuppressed(
                "other->retrain:drift",
                "retrain",
                "already running: run plant.retrain.2 is under way"));
  }

  @Test
  void thirteen_aScheduleThatMeetsARunIsRecordedAsSkipped() {
    TestingMachine ion =
        TestingMachine.launched(
            TestingIon.guarded().set("retrain", "schedule", "{cron: \"0 10 * * *\", zone: UTC}"));
    ion.pass(Duration.ofHours(2));
    ion.run("ann");
    ion.fail("retrain");
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(1);
    assertThat(ion.events(RunSkipped.class)).singleElement().returns(1L, RunSkipped::count);
  }

  @Test
  void fourteen_fixedHoursFireOnceWhereTheClockChanges() {
    TestingIon nightly =
        TestingIon.guarded()
            .set("retrain", "schedule", "{cron: \"30 2 * * *\", zone: Europe/Berlin}");
    assertThat(fires(nightly, "2026-10-24T12:00:00Z"))
        .as("02:30 comes twice")
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(fires(nightly, "2027-03-27T12:00:00Z"))
        .as("02:30 does not come")
        .containsExactly("2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z");
  }

  private static List<String> fires(TestingIon document, String from) {
    TestingMachine ion = new TestingMachine(document);
    ion.now = Instant.parse(from);
    ion.launched();
    Instant end = ion.now.plus(Duration.ofDays(2));
    while (!ion.alarms().isEmpty() && ion.alarms().getFirst().at().isBefore(end)) {
      ion.passWithAlarms(Duration.between(ion.now, ion.alarms().getFirst().at()));
      ion.fail("retrain");
    }
    return ion.entries(TrainingStarted.class).stream()
        .map(entry -> entry.time().toString())
        .toList();
  }

  @Test
  void fifteen_aDelegateIsRefusedWhoAskedForAnyInputOrActsForWhoDid() {
    TestingMachine ion =
        TestingMachine.launched(
            new TestingIon()
                .training("east")
                .training("west")
                .approval("review")
                .inference("detect")
                .edge("east", "review")
                .edge("west", "review")
                .edge("review", "detect")
                .join("review", "{need: all, match: latest}"));
    ion.run("eve", "east");
    ion.finish("east");
    ion.run("walt", "west");
    ion.finish("west");
    OpenApproval open = ion.open("review");
    assertThat(open.ballot().requesters()).containsExactlyInAnyOrder("person:eve", "person:walt");
    for (String requester : List.of("eve", "walt")) {
      assertThat(refusal(ion.decide("review", "approve", requester))).isEqualTo(Refusal.REQUESTER);
      assertThat(refusal(onBehalf(ion, open, "dora", requester))).isEqualTo(Refusal.REQUESTER);
      assertThat(refusal(onBehalf(ion, open, requester, "ann"))).isEqualTo(Refusal.REQUESTER);
    }
    assertThat(released(ion)).isEmpty();
  }

  @Test
  void fifteen_deputyAndPrincipalAreOnePerson() {
    TestingMachine ion =
        TestingMachine.launched(TestingIon.guarded().set("review", "approvers", PAIR));
    ion.candidate("retrain");
    OpenApproval open = ion.open("review");
    onBehalf(ion, open, "dora", "ann");
    assertThat(refusal(ion.approve("review"))).isEqualTo(Refusal.TWICE);
    assertThat(refusal(ion.decide("review", "approve", "dora"))).isEqualTo(Refusal.TWICE);
    assertThat(refusal(onBehalf(ion, open, "carl", "ann"))).isEqualTo(Refusal.TWICE);
    assertThat(released(ion)).isEmpty();
    ion.decide("review", "approve", "bob");
    assertThat(released(ion)).containsExactly(FIRST);
  }

  private static dev.ionosphere.workflows.approval.Verdict onBehalf(
      TestingMachine ion, OpenApproval open, String person, String principal) {
    Ticket ticket =
        HUB.ticket(open.approval(), open.subject(), "approve", person, principal, ion.later());
    return ion.decide(HUB.request(ticket));
  }

  @Test
  void sixteen_aComparisonThatIsInconclusiveAtItsDeadlineRefuses() {
    TestingMachine ion = comparing();
    ion.candidate("retrain");
    compared(ion, new WorkEnd.Done(TestingComparison.BETTER));
    assertThat(released(ion)).as("the champion").containsExactly(FIRST);
    ion.candidate("retrain");
    ion.passWithAlarms(Duration.ofHours(72));
    assertThat(ion.events(ApprovalExpired.class).getLast().outcome())
        .isEqualTo("inconclusive: deadline");
    assertThat(released(ion)).as("it stays").containsExactly(FIRST);
    assertThat(ion.inference("detect").wanted().generation()).isEqualTo(1);
    assertThat(ion.work()).extracting(Work::node).containsExactly("detect");
  }

  @Test
  void seventeen_aComparisonCancelledBeforeAnyDataIsInconclusive() {
    TestingMachine ion = comparing();
    ion.candidate("retrain");
    String work = compared(ion, new WorkEnd.Cancelled("in Temporal"));
    assertThat(ion.events(ApprovalExpired.class).getLast().outcome())
        .isEqualTo("inconclusive: cancelled");
    assertThat(released(ion)).isEmpty();
    assertThat(
            ion.step(
                    new IonEvent.WorkEnded(
                        work, "review", new WorkEnd.Done(TestingComparison.BETTER)))
                .entries())
        .as("after its end")
        .isEmpty();
  }

  private static String compared(TestingMachine ion, WorkEnd end) {
    String work = ion.machine.wanted(ion.state, "review").work().getFirst().id();
    ion.step(new IonEvent.WorkEnded(work, "review", end));
    return work;
  }

  private static TestingMachine comparing() {
    TestingComparison comparison = new TestingComparison();
    Machine machine =
        new Machine(
            new TestingDocuments(),
            node -> node instanceof ApprovalNode ? comparison : Behaviours.of(node));
    return new TestingMachine(machine, TestingIon.guarded().canonical()).launched();
  }

  @Test
  void eighteen_aCommandRepeatedAfterContinueAsNewGetsItsFirstReceipt() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    IonEvent run = new IonEvent.RunRequested("same", Actor.person("ann"), "retrain", null);
    IonEvent change =
        ion.changed(
            "change",
            TestingIon.guarded().set("review", "approvers", PAIR).canonical(),
            2,
            "scientist");
    Reply.Receipt ran = ion.receipt(run);
    Reply.Receipt changed = ion.receipt(change);
    ion.finish();
    for (int command = 0; command < 500; command++) {
      ion.pause();
      ion.resume();
    }
    ion.state = StateCodec.decode(StateCodec.encode(ion.state)).withRules(1);
    assertThat(ion.receipt(run)).isEqualTo(ran);
    assertThat(ion.receipt(change)).isEqualTo(changed);
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(1);
    assertThat(ion.count(DocumentChanged.class)).isEqualTo(1);
  }

  @Test
  void nineteen_workThatEndsAfterItsCancelOrRemovalIsIgnored() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    ion.run("scientist");
    String work = ion.work().getFirst().id();
    ion.receipt(new IonEvent.RunStopped(ion.id(), Actor.person("bob"), "plant.retrain.1"));
    IonEvent done =
        new IonEvent.WorkEnded(
            work, "retrain", new WorkEnd.Done(TestingMachine.result("plant.retrain.1")));
    assertThat(ion.step(done).entries()).isEmpty();
    ion.run("scientist");
    assertThat(ion.step(done).entries()).as("of the run before").isEmpty();
    IonEvent second =
        new IonEvent.WorkEnded(
            ion.work().getFirst().id(),
            "retrain",
            new WorkEnd.Done(TestingMachine.result("plant.retrain.2")));
    ion.change(TestingIon.guarded().rename("retrain", "refit"));
    assertThat(ion.step(second).entries()).as("of a node that is gone").isEmpty();
    assertThat(ion.count(TrainingFinished.class)).isZero();
  }

  @Test
  void nineteen_inAPauseItsTokenIsHeld() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    ion.run("scientist");
    ion.pause();
    ion.finish();
    assertThat(ion.count(TrainingFinished.class)).isEqualTo(1);
    assertThat(ion.count(ApprovalOpened.class)).isZero();
    assertThat(ion.state.traffic().held()).hasSize(1);
    ion.resume();
    assertThat(ion.count(ApprovalOpened.class)).isEqualTo(1);
  }

  @Test
  void twenty_aModelAllowedUnderALaxerPolicyComesBackOnlyAsARollback() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    ion.lap();
    ion.change(TestingIon.guarded().set("review", "approvers", PAIR));
    ion.candidate("retrain");
    ion.approve("review");
    ion.decide("review", "approve", "bob");
    ion.rollout("detect", RolloutStatus.COMPLETED, false);
    assertThat(ion.setModel("detect", FIRST).done()).isTrue();
    assertThat(ion.events(ModelSet.class).getFirst())
        .returns(FIRST, ModelSet::digest)
        .returns(true, ModelSet::rollback)
        .returns("it was better", ModelSet::reason);
    ion.setModel("detect", SECOND);
    assertThat(ion.events(ModelSet.class).getLast().rollback()).isFalse();
    ion.setModel("detect", FIRST);
    assertThat(ion.events(ModelSet.class).getLast().rollback())
        .as("it is still what was allowed then")
        .isTrue();
  }

  @Test
  void restartedCandidatesOfOneOriginKeepTheirOrder() {
    TestingIon serial =
        new TestingIon()
            .training("retrain")
            .approval("quick")
            .approval("slow")
            .inference("detect")
            .edge("retrain", "quick")
            .edge("quick", "slow")
            .edge("slow", "detect");
    TestingMachine ion = TestingMachine.launched(serial);
    ion.candidate("retrain");
    ion.approve("quick");
    ion.candidate("retrain");
    ion.change(serial.copy().set("detect", "placement", "{devices: \"role=engine,site=a\"}"));
    assertThat(ion.open("quick").batch().model().model().digest()).isEqualTo(SECOND);
    assertThat(ion.open("slow")).isNull();
  }

  @Test
  void whatACandidatePassedBeforeItBeganAgainDoesNotCount() {
    TestingIon serial =
        TestingIon.guarded()
            .approval("last")
            .unlink("review", "detect")
            .edge("review", "last")
            .edge("last", "detect");
    TestingMachine ion = TestingMachine.launched(serial);
    ion.candidate("retrain");
    ion.approve("review");
    ion.change(serial.copy().set("last", "approvers", PAIR));
    assertThat(ion.open("review").batch().provenance().allowedBy()).isEmpty();
  }

  @Test
  void aCandidateThatWaitedAtARemovedApprovalBeginsAgain() {
    TestingMachine ion = TestingMachine.launched(TestingIon.guarded());
    ion.candidate("retrain");
    ion.change(TestingIon.guarded().rename("review", "check"));
    ion.decideChange("approve", "bob");
    assertThat(ion.open("check").batch().model().model().digest()).isEqualTo(FIRST);
  }

  @Test
  void aCandidateMadeOfSeveralBeginsAgainAtEachOrigin() {
    TestingIon document =
        new TestingIon()
            .training("east")
            .training("west")
            .approval("check")
            .approval("review")
            .inference("detect")
            .edge("east", "check")
            .edge("check", "review")
            .edge("west", "review")
            .edge("review", "detect")
            .join("review", "{need: all, match: latest}");
    TestingMachine ion = TestingMachine.launched(document);
    ion.candidate("east");
    ion.approve("check");
    ion.candidate("west");
    Batch joined = ion.open("review").batch();
    assertThat(joined.provenance().origins()).containsExactly("east", "west");
    ion.change(document.copy().set("review", "approvers", PAIR));
    assertThat(ion.open("review")).as("its own policy").isNull();
    assertThat(ion.open("check")).isNotNull();
    ion.approve("check");
    assertThat(ion.open("review").ballot().required()).isEqualTo(2);
    ion.change(document.copy().set("review", "approvers", PAIR).set("check", "approvers", PAIR));
    assertThat(ion.open("review")).as("the policy behind it").isNull();
  }
}
