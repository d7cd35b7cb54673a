package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.approval.TestingHub;
import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalExpired;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalOpened;
import dev.ionosphere.workflows.timeline.LifecycleEvent.KeyRotated;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingFailed;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingStarted;
import dev.ionosphere.workflows.training.TrainingFailure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ION on Temporal's test server. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IonWorkflowIT {

  /** One training, one approval, one rollout of three waves. */
  private static final int EVENT_BUDGET = 40;

  @Test
  void goesFromRequestToDevicesWithinItsEventBudget() {
    try (TestingHouse house = new TestingHouse(4)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      quietLap(house, ion, 1);
      int before = house.history("ion:turbofan").getEvents().size();
      quietLap(house, ion, 2);
      List<HistoryEvent> events = house.history("ion:turbofan").getEvents();
      List<HistoryEvent> lap = events.subList(before, events.size());
      assertThat(house.devices.told()).hasSize(8);
      assertThat(ion.state().nodes().get("detect").state()).isEqualTo(NodeStatus.ACTIVE);
      assertThat(ion.state().nodes().get("detect").release().generation()).isEqualTo(2);
      assertThat(lap)
          .as(
              lap.stream()
                  .map(event -> event.getEventType().name())
                  .collect(Collectors.joining("\n")))
          .hasSizeLessThanOrEqualTo(EVENT_BUDGET);
    }
  }

  @Test
  void refusesBadDecisionsWithAReason() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      ApprovalView approval = train(house, ion, "person:ann");
      refused(
          Refusal.TICKET_MISSING,
          () ->
              ion.decide(
                  new DecideRequest(
                      approval.approval(), "approve", approval.subject(), null, null)));
      refused(
          Refusal.WRONG_DIGEST,
          () ->
              ion.decide(
                  new DecideRequest(approval.approval(), "approve", "sha256:0", null, null)));
      refused(Refusal.REQUESTER, () -> ion.decide(request(house, approval, "approve", "ann")));
      refused(Refusal.MALFORMED, () -> ion.decide(null));
      ion.decide(request(house, approval, "reject", "bob"));
      refused(Refusal.CLOSED, () -> ion.decide(request(house, approval, "approve", "carl")));
      assertThat(house.cloud.kinds()).doesNotContain("decision.refused");
    }
  }

  @Test
  void decidesBySignalAndRecordsWhatItRefuses() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      ApprovalView approval = train(house, ion, "person:scientist");
      ion.decideLater(
          new DecideRequest(approval.approval(), "approve", approval.subject(), null, "forged"));
      TestingHouse.await("the refusal", () -> house.cloud.kinds().contains("decision.refused"));
      assertThat(ion.state().approvals()).hasSize(1);
      ion.decideLater(request(house, approval, "approve", "approver"));
      TestingHouse.await("the release", () -> house.cloud.kinds().contains("model.released"));
    }
  }

  @Test
  void garbageDoesNotStopIt() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      WorkflowStub stub = house.stub("ion:turbofan");
      stub.signal("event", "rubbish");
      stub.signal("event", Map.of("type", "training-finished", "id", "x"));
      stub.signal("event", Map.of("type", "health-reported"));
      stub.signal("event", Map.of("type", "work-ended"));
      stub.signal("event");
      stub.signal("decide", 17);
      stub.signal("decide");
      stub.signal("unknown", "rubbish");
      assertThatThrownBy(() -> stub.update("run", CommandReceipt.class, "rubbish"))
          .isInstanceOf(Exception.class);
      assertThatThrownBy(() -> stub.update("pause", CommandReceipt.class))
          .isInstanceOf(Exception.class);
      assertThatThrownBy(() -> stub.update("run", CommandReceipt.class, Map.of("id", "x")))
          .isInstanceOf(Exception.class);
      assertThat(change(house, ion, "{rubbish", 2).done()).isFalse();
      assertThat(train(house, ion, "person:ann").approval()).isEqualTo("turbofan.review.1");
    }
  }

  @Test
  void nobodyWithoutATicketWeakensOrEndsIt() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      String weaker = TestingDocument.canonical(withoutReview());
      TicketKey own = new TicketKey("mine", new TestingHub().key().publicKey());
      assertThat(
              List.of(
                  ion.stop(new Command.Stop(house.nextId(), null, false, null)),
                  ion.change(new Command.Change(house.nextId(), "forged", weaker, 2, null)),
                  ion.rotateKeys(new Command.RotateKeys(house.nextId(), null, List.of(own), null)),
                  ion.setModel(
                      new Command.SetModel(
                          house.nextId(),
                          null,
                          "detect",
                          new ModelRef("d", "s", "k", 1),
                          "x",
                          null)),
                  // A ticket for one act is none for another.
                  ion.stop(
                      new Command.Stop(
                          house.nextId(),
                          house.ticket("pause", CommandSubject.stop("turbofan", false)),
                          false,
                          null))))
          .allSatisfy(receipt -> assertThat(receipt.done()).as(receipt.message()).isFalse());
      TestingHouse.await("the records", () -> house.cloud.ledger("command.refused").size() == 5);
      assertThat(ion.state().status()).isEqualTo(IonStatus.RUNNING);
    }
  }

  @Test
  void pausesAndGoesOn() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      assertThat(ion.pause(new Command.Pause(house.nextId(), "person:operator", null)).done())
          .isTrue();
      assertThat(ion.state().status()).isEqualTo(IonStatus.PAUSED);
      assertThat(ion.run(new Command.Run(house.nextId(), "person:ann", "retrain", null)).done())
          .isFalse();
      assertThat(ion.resume(new Command.Resume(house.nextId(), "person:operator", null)).done())
          .isTrue();
      assertThat(train(house, ion, "person:ann").approval()).isEqualTo("turbofan.review.1");
    }
  }

  @Test
  void aRepeatedCommandIsToldTheSameAgain() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      Command.Run run = new Command.Run("once", "person:ann", "retrain", null);
      CommandReceipt receipt = ion.run(run);
      assertThat(ion.run(run)).isEqualTo(receipt);
      TestingHouse.await("an approval", () -> !ion.state().approvals().isEmpty());
      assertThat(ion.run(run)).isEqualTo(receipt);
      assertThat(house.cloud.ledger("training.started")).hasSize(1);
    }
  }

  @Test
  void goesBackToAModelThatWasAllowed() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      quietLap(house, ion, 1);
      quietLap(house, ion, 2);
      String first = "sha256:turbofan.retrain.1";
      CommandReceipt receipt =
          ion.setModel(
              new Command.SetModel(
                  house.nextId(),
                  house.ticket("setModel", CommandSubject.setModel("detect", first)),
                  "detect",
                  new ModelRef(first, "of somebody else", "key-9", 1),
                  "generation 2 rattles",
                  null));
      assertThat(receipt.done()).as(receipt.message()).isTrue();
      TestingHouse.await("the third generation", () -> house.devices.told().size() == 3);
      assertThat(house.cloud.ordered().getLast().model()).isEqualTo(first);
    }
  }

  @Test
  void aStricterDocumentHoldsAtOnceAndAWeakerOneWaitsForPeople() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      String stricter =
          TestingDocument.canonical(onRequestYaml().replace("required: 1", "required: 2"));
      assertThat(change(house, ion, stricter, 2).done()).isTrue();
      assertThat(ion.state().observedGeneration()).isEqualTo(2);
      CommandReceipt weaker = change(house, ion, TestingDocument.canonical(withoutReview()), 3);
      assertThat(weaker.done()).as(weaker.message()).isTrue();
      assertThat(ion.state())
          .returns(2L, IonView::observedGeneration)
          .returns(3L, IonView::pendingGeneration);
      ApprovalView pending = ion.state().approvals().getFirst();
      refused(Refusal.REQUESTER, () -> ion.decide(request(house, pending, "approve", "operator")));
      ion.decide(request(house, pending, "approve", "ann"));
      assertThat(ion.state().observedGeneration()).isEqualTo(2);
      ion.decide(request(house, pending, "approve", "bob"));
      assertThat(ion.state().observedGeneration()).isEqualTo(3);
      assertThat(ion.state().nodes()).doesNotContainKey("review");
    }
  }

  @Test
  void believesNewKeysAndNoLongerTheOldOnes() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      ApprovalView approval = train(house, ion, "person:ann");
      DecideRequest old = request(house, approval, "approve", "bob");
      List<TicketKey> keys =
          List.of(new TicketKey("tickets-2", new TestingHub().key().publicKey()));
      String ticket = house.ticket("rotateKeys", CommandSubject.rotateKeys(keys));
      assertThat(ion.rotateKeys(new Command.RotateKeys(house.nextId(), ticket, keys, null)).done())
          .isTrue();
      refused(Refusal.TICKET_KEY_UNKNOWN, () -> ion.decide(old));
      TestingHouse.await("the records", () -> house.cloud.events(KeyRotated.class).size() == 2);
      assertThat(house.cloud.events(KeyRotated.class))
          .extracting(KeyRotated::keyId, KeyRotated::change)
          .containsExactly(tuple("tickets-2", "added"), tuple("tickets-1", "removed"));
    }
  }

  @Test
  void goesOnWhileTheHubIsDownAndLosesNoRecord() {
    try (TestingHouse house = new TestingHouse(1)) {
      house.cloud.down(true);
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      ApprovalView approval = train(house, ion, "person:scientist");
      ion.decide(request(house, approval, "approve", "approver"));
      TestingHouse.await("a device", () -> !house.devices.told().isEmpty());
      assertThat(house.cloud.ledger()).isEmpty();
      house.cloud.down(false);
      TestingHouse.await("the records", () -> house.cloud.kinds().size() >= 6);
      assertThat(
              house.cloud.kinds().stream()
                  .filter(kind -> !kind.startsWith("rollout") && !kind.startsWith("device")))
          .containsExactly(
              "ion.launched",
              "training.started",
              "training.finished",
              "approval.opened",
              "approval.decided",
              "model.released");
    }
  }

  @Test
  void firesItsScheduleWeekAfterWeek() {
    // In one run: the test server skips no time once a run has handed a child over.
    Continuation never = new Continuation(2_000, Duration.ofDays(365), 10_000);
    try (TestingHouse house = new TestingHouse(1, 1, never)) {
      // On a Wednesday, whatever day it is today: far from each fire.
      Instant fire = TestingDocument.nextFire(house.now());
      house.temporal.sleep(Duration.between(house.now(), fire).plusDays(1));
      IonWorkflow ion = house.launch(TestingDocument.turbofan());
      house.temporal.sleep(Duration.ofDays(21));
      assertThat(house.cloud.events(TrainingStarted.class)).hasSize(3);
      assertThat(house.cloud.events(ApprovalExpired.class)).hasSizeGreaterThanOrEqualTo(2);
      assertThat(ion.state().nodes().get("retrain").laps()).isEqualTo(3);
    }
  }

  @Test
  void saysWhyTrainingFailed() {
    try (TestingHouse house = new TestingHouse(1)) {
      house.cloud.training(job -> {
        throw TrainingFailure.PROGRAM_FAILED.failure("no such column: s2", null);
      });
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      ion.run(new Command.Run(house.nextId(), "person:ann", "retrain", null));
      TestingHouse.await("the failure", () -> !house.cloud.events(TrainingFailed.class).isEmpty());
      assertThat(house.cloud.events(TrainingFailed.class).getFirst().error())
          .isEqualTo("no such column: s2");
      assertThat(ion.state().nodes().get("retrain").state()).isEqualTo(NodeStatus.FAILED);
    }
  }

  @Test
  void aCancelledWorkflowIsAStoppedIon() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      train(house, ion, "person:ann");
      house.stub("ion:turbofan").cancel();
      TestingHouse.await("the stop", () -> house.cloud.kinds().contains("ion.stopped"));
      assertThat(house.cloud.kinds()).contains("approval.voided");
    }
  }

  /** Looks at the timeline only: a query may cost the test server a workflow task. */
  private static void quietLap(TestingHouse house, IonWorkflow ion, int lap) {
    ion.run(new Command.Run(house.nextId(), "person:scientist", "retrain", null));
    TestingHouse.await("an approval", () -> house.cloud.events(ApprovalOpened.class).size() == lap);
    ApprovalOpened opened = house.cloud.events(ApprovalOpened.class).getLast();
    ion.decide(
        house.hub.request(
            opened.approval(),
            opened.approvalSubject(),
            "approve",
            "approver",
            house.now().plus(Duration.ofHours(1))));
    // The ION hears that its child has ended a little later than we do.
    house.ended(WorkflowNames.rollout("turbofan", "detect", lap));
    TestingHouse.await(
        "the children's ends",
        () ->
            house.history("ion:turbofan").getEvents().stream()
                    .filter(HistoryEvent::hasChildWorkflowExecutionCompletedEventAttributes)
                    .count()
                == 2L * lap);
    house.temporal.sleep(Duration.ofMinutes(1));
  }

  static ApprovalView train(TestingHouse house, IonWorkflow ion, String actor) {
    CommandReceipt receipt = ion.run(new Command.Run(house.nextId(), actor, "retrain", null));
    assertThat(receipt.done()).as(receipt.message()).isTrue();
    TestingHouse.await("an approval", () -> !ion.state().approvals().isEmpty());
    return ion.state().approvals().getFirst();
  }

  private static CommandReceipt change(
      TestingHouse house, IonWorkflow ion, String document, long generation) {
    String ticket = house.ticket("change", CommandSubject.change(document, generation));
    return ion.change(new Command.Change(house.nextId(), ticket, document, generation, null));
  }

  static DecideRequest request(
      TestingHouse house, ApprovalView approval, String decision, String person) {
    return house.hub.request(
        approval.approval(),
        approval.subject(),
        decision,
        person,
        house.now().plus(Duration.ofHours(1)));
  }

  private static String onRequestYaml() {
    return TestingDocument.TURBOFAN
        .lines()
        .filter(line -> !line.contains("schedule:"))
        .collect(Collectors.joining("\n"));
  }

  /** What a person in a hurry would write: models go straight to devices. */
  private static String withoutReview() {
    String yaml = onRequestYaml();
    return yaml.substring(0, yaml.indexOf("    review:"))
        + "  edges:\n    - {from: retrain, to: detect}\n"
        + "    - {from: detect, to: retrain, on: drift, cooldown: 6h}\n";
  }

  private static void refused(Refusal refusal, ThrowingCallable decision) {
    assertThatThrownBy(decision)
        .satisfies(thrown -> assertThat(Refusal.of(thrown)).contains(refusal));
  }
}
