package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineKind;
import dev.ionosphere.workflows.training.TrainingFailure;
import dev.ionosphere.workflows.training.TrainingJob;
import dev.ionosphere.workflows.training.TrainingResult;
import io.temporal.activity.Activity;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ION on Temporal's test server. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IonWorkflowIT {

  /**
   * One training, one approval, one rollout of three waves. 40, and 8 while the three steps of a
   * training run in the ION itself and not in a child.
   */
  private static final int EVENT_BUDGET = 40 + 8;

  @Test
  void goesFromRequestToDevicesWithinItsEventBudget() {
    try (TestingHouse house = new TestingHouse(4)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      quietLap(house, ion, 1);
      int before = house.history("ion:turbofan").getEvents().size();
      quietLap(house, ion, 2);
      int events = house.history("ion:turbofan").getEvents().size() - before;
      assertThat(house.devices.told()).hasSize(8);
      assertThat(ion.state().nodes().get("detect").state()).isEqualTo("active");
      assertThat(ion.state().nodes().get("detect").generation()).isEqualTo(2);
      System.out.println("events of one lap: " + events);
      assertThat(events).isLessThanOrEqualTo(EVENT_BUDGET);
    }
  }

  @Test
  void refusesBadDecisionsWithAReason() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      IonView.ApprovalView approval = train(house, ion, "person:ann");
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
      assertThat(house.cloud.kinds()).doesNotContain(TimelineKind.DECISION_REFUSED);
    }
  }

  @Test
  void decidesBySignalAndRecordsWhatItRefuses() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      IonView.ApprovalView approval = train(house, ion, "person:scientist");
      ion.decideLater(
          new DecideRequest(approval.approval(), "approve", approval.subject(), null, "forged"));
      TestingHouse.await(
          "the refusal", () -> house.cloud.kinds().contains(TimelineKind.DECISION_REFUSED));
      assertThat(ion.state().approvals()).hasSize(1);
      ion.decideLater(request(house, approval, "approve", "approver"));
      TestingHouse.await("the release", () -> house.cloud.kinds().contains(TimelineKind.RELEASED));
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
      stub.signal("event");
      stub.signal("decide", 17);
      stub.signal("decide");
      stub.signal("unknown", "rubbish");
      assertThatThrownBy(() -> stub.update("run", CommandReceipt.class, "rubbish"))
          .isInstanceOf(Exception.class);
      assertThatThrownBy(() -> stub.update("pause", CommandReceipt.class))
          .isInstanceOf(Exception.class);
      assertThatThrownBy(() -> stub.update("stop", CommandReceipt.class, Map.of("id", "x")))
          .isInstanceOf(Exception.class);
      assertThat(ion.change(new Command.Change(house.nextId(), "person:ann", "{rubbish", 2, null)))
          .satisfies(receipt -> assertThat(receipt.done()).isFalse());
      assertThat(train(house, ion, "person:ann").approval()).isEqualTo("turbofan.review.1");
    }
  }

  @Test
  void goesOnWhileTheHubIsDownAndLosesNoRecord() {
    try (TestingHouse house = new TestingHouse(1)) {
      house.cloud.down(true);
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      IonView.ApprovalView approval = train(house, ion, "person:scientist");
      ion.decide(request(house, approval, "approve", "approver"));
      TestingHouse.await("a device", () -> !house.devices.told().isEmpty());
      assertThat(house.cloud.ledger()).isEmpty();
      house.cloud.down(false);
      TestingHouse.await("the records", () -> house.cloud.kinds().size() >= 6);
      assertThat(
              house.cloud.kinds().stream()
                  .filter(kind -> !kind.startsWith("rollout") && !kind.startsWith("device")))
          .containsExactly(
              TimelineKind.LAUNCHED,
              TimelineKind.TRAINING_STARTED,
              TimelineKind.TRAINING_FINISHED,
              TimelineKind.APPROVAL_OPENED,
              TimelineKind.APPROVAL_DECIDED,
              TimelineKind.RELEASED);
    }
  }

  @Test
  void continuesAsNewWithAnOpenApproval() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      IonView.ApprovalView approval = train(house, ion, "person:scientist");
      String firstRun = runId(house);
      // Four events each, until the run is past 2,000.
      while (runId(house).equals(firstRun)) {
        ion.pause(new Command.Pause(house.nextId(), "person:operator", null));
        ion.resume(new Command.Resume(house.nextId(), "person:operator", null));
      }
      assertThat(ion.state().approvals()).containsExactly(approval);
      assertThat(house.history("ion:turbofan").getEvents().size()).isLessThan(100);
      ion.decide(request(house, approval, "approve", "approver"));
      TestingHouse.await("a device", () -> !house.devices.told().isEmpty());
      assertThat(house.devices.told().getFirst().generation()).isEqualTo(1);
    }
  }

  @Test
  void firesItsScheduleWeekAfterWeek() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.turbofan());
      house.temporal.sleep(Duration.ofDays(22));
      assertThat(house.cloud.ledger(TimelineKind.TRAINING_STARTED)).hasSize(3);
      assertThat(house.cloud.ledger(TimelineKind.APPROVAL_EXPIRED)).hasSizeGreaterThanOrEqualTo(2);
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
      house.temporal.sleep(Duration.ofMinutes(5));
      assertThat(house.cloud.ledger(TimelineKind.TRAINING_FAILED).getFirst().data())
          .containsEntry("error", "no such column: s2");
      assertThat(ion.state().nodes().get("retrain").state()).isEqualTo("failed");
    }
  }

  @Test
  void stopEndsTheTrainingAndTheWorkflow() {
    try (TestingHouse house = new TestingHouse(1)) {
      CountDownLatch started = new CountDownLatch(1);
      house.cloud.training(job -> trainForEver(job, started));
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      ion.run(new Command.Run(house.nextId(), "person:ann", "retrain", null));
      TestingHouse.await("the training", () -> started.getCount() == 0);
      CommandReceipt receipt = ion.stop(new Command.Stop(house.nextId(), "person:operator", null));
      assertThat(receipt.done()).isTrue();
      house.stub("ion:turbofan").getResult(Void.class);
      assertThat(house.cloud.kinds()).endsWith(TimelineKind.TRAINING_STOPPED, TimelineKind.STOPPED);
      assertThat(ion.state().status()).isEqualTo("stopped");
    }
  }

  @Test
  void aCancelledWorkflowIsAStoppedIon() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      train(house, ion, "person:ann");
      house.stub("ion:turbofan").cancel();
      TestingHouse.await("the stop", () -> house.cloud.kinds().contains(TimelineKind.STOPPED));
      assertThat(house.cloud.kinds()).contains(TimelineKind.APPROVAL_VOIDED);
    }
  }

  private static TrainingResult trainForEver(TrainingJob job, CountDownLatch started) {
    started.countDown();
    while (true) {
      // Throws once the activity is cancelled.
      Activity.getExecutionContext().heartbeat(job.run());
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Looks at the timeline only: a query may cost the test server a workflow task. */
  private static void quietLap(TestingHouse house, IonWorkflow ion, int lap) {
    ion.run(new Command.Run(house.nextId(), "person:scientist", "retrain", null));
    TestingHouse.await(
        "an approval", () -> house.cloud.ledger(TimelineKind.APPROVAL_OPENED).size() == lap);
    TimelineEntry opened = house.cloud.ledger(TimelineKind.APPROVAL_OPENED).getLast();
    ion.decide(
        house.hub.request(
            opened.subject(),
            (String) opened.data().get("subject"),
            "approve",
            "approver",
            house.now().plus(Duration.ofHours(1))));
    // The ION hears that its child has ended a little later than we do.
    house.ended(WorkflowNames.rollout("turbofan", "detect", lap));
    TestingHouse.await(
        "the child's end",
        () ->
            house.history("ion:turbofan").getEvents().stream()
                    .filter(HistoryEvent::hasChildWorkflowExecutionCompletedEventAttributes)
                    .count()
                == lap);
    house.temporal.sleep(Duration.ofMinutes(1));
  }

  private static IonView.ApprovalView train(TestingHouse house, IonWorkflow ion, String actor) {
    CommandReceipt receipt = ion.run(new Command.Run(house.nextId(), actor, "retrain", null));
    assertThat(receipt.done()).as(receipt.message()).isTrue();
    TestingHouse.await("an approval", () -> !ion.state().approvals().isEmpty());
    return ion.state().approvals().getFirst();
  }

  private static DecideRequest request(
      TestingHouse house, IonView.ApprovalView approval, String decision, String person) {
    return house.hub.request(
        approval.approval(),
        approval.subject(),
        decision,
        person,
        house.now().plus(Duration.ofHours(1)));
  }

  private static String runId(TestingHouse house) {
    return house.stub("ion:turbofan").describe().getExecution().getRunId();
  }

  private static void refused(Refusal refusal, ThrowingCallable decision) {
    assertThatThrownBy(decision)
        .satisfies(thrown -> assertThat(Refusal.of(thrown)).contains(refusal));
  }
}
