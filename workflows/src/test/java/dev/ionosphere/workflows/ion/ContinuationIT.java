package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.Machine;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.state.StoredIon;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.RolloutView;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RolloutEvent.RolloutFinished;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingFailed;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.DefaultDataConverter;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever goes on when a run of the ION hands over to the next, goes on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContinuationIT {

  /** As short as a history can be: whatever happens ends the run. */
  private static final Continuation EVERY_EVENT = new Continuation(3, Duration.ofDays(365), 10_000);

  private static final Machine MACHINE = new Machine(new CanonicalDocuments());
  private static final String RETRAIN = WorkflowNames.work("turbofan", "retrain", 1);
  private static final String ROLLOUT = WorkflowNames.rollout("turbofan", "detect", 1);

  @Test
  void aLapOfManyRunsDoesEverythingOnce() {
    try (TestingHouse house = new TestingHouse(2, 2, EVERY_EVENT)) {
      IonWorkflow ion = house.launch(document());
      Set<String> runs = new HashSet<>();
      for (int lap = 1; lap <= 2; lap++) {
        runs.add(house.run());
        ApprovalView approval = train(house, ion);
        runs.add(house.run());
        ion.decide(IonWorkflowIT.request(house, approval, "approve", "approver"));
        int told = 2 * lap;
        TestingHouse.await("the devices", () -> house.devices.told().size() == told);
        int laps = lap;
        TestingHouse.await("the lap", () -> house.cloud.ledger("model.proven").size() == laps);
      }
      assertThat(runs).hasSize(4);
      assertThat(ion.state().nodes().get("detect"))
          .satisfies(node -> assertThat(node.state()).isEqualTo(NodeStatus.ACTIVE))
          .satisfies(node -> assertThat(node.release().proven()).endsWith("retrain.2"));
      TestingHouse.await("the records", () -> house.cloud.ledger("model.proven").size() == 2);
      assertThat(house.cloud.kinds().stream().filter("training.started"::equals)).hasSize(2);
      assertThat(house.cloud.ledger("rollout.finished")).hasSize(2);
      assertThat(house.cloud.conflicts()).isEmpty();
    }
  }

  @Test
  void aTrainingUnderWayIsFoundAgainAndItsEndLearned() {
    try (TestingHouse house = new TestingHouse(1, 1, EVERY_EVENT)) {
      TestingEngine engine = new TestingEngine();
      IonWorkflow ion = handedOverInTraining(house, engine);
      assertThat(ion.state().nodes().get("retrain").state()).isEqualTo(NodeStatus.RUNNING);
      engine.letGo();
      TestingHouse.await("an approval", () -> house.cloud.kinds().contains("approval.opened"));
      assertThat(engine.starts()).isEqualTo(1);
      assertThat(house.cloud.ledger("training.finished")).hasSize(1);
    }
  }

  @Test
  void aTrainingThatWasTerminatedIsLostAndSaysSo() {
    try (TestingHouse house = new TestingHouse(1, 1, EVERY_EVENT)) {
      TestingEngine engine = new TestingEngine();
      IonWorkflow ion = handedOverInTraining(house, engine);
      house.stub(RETRAIN).terminate("somebody tidies up");
      handOver(house, ion);
      TestingHouse.await("the failure", () -> !house.cloud.events(TrainingFailed.class).isEmpty());
      assertThat(house.cloud.events(TrainingFailed.class).getFirst().error())
          .startsWith(RETRAIN + " is gone");
      engine.letGo();
    }
  }

  @Test
  void aHintIsEnoughToLookForWhatIsLost() {
    try (TestingHouse house = new TestingHouse(1, 1, EVERY_EVENT)) {
      TestingEngine engine = new TestingEngine();
      handedOverInTraining(house, engine);
      house.stub(RETRAIN).terminate("somebody tidies up");
      house.stub("ion:turbofan").signal("event", Map.of("type", "work-ended", "work", RETRAIN));
      TestingHouse.await("the failure", () -> !house.cloud.events(TrainingFailed.class).isEmpty());
      engine.letGo();
    }
  }

  @Test
  void workThatWasNeverStartedIsStarted() {
    try (TestingHouse house = new TestingHouse(1)) {
      IonEvent run = new IonEvent.RunRequested("r", Actor.person("ann"), "retrain", null);
      IonWorkflow ion = house.launch(MACHINE.step(launched(house), run, house.now()).state());
      TestingHouse.await("an approval", () -> house.cloud.kinds().contains("approval.opened"));
      assertThat(house.cloud.ledger("training.finished")).hasSize(1);
    }
  }

  @Test
  void stopReachesATrainingOfAnEarlierRun() {
    try (TestingHouse house = new TestingHouse(1, 1, EVERY_EVENT)) {
      TestingEngine engine = new TestingEngine();
      IonWorkflow ion = handedOverInTraining(house, engine);
      String run = "turbofan.retrain.1";
      assertThat(ion.stopRun(new Command.StopRun("s", "person:ann", run, null)).done()).isTrue();
      TestingHouse.await("the stop", () -> house.cloud.stopped().contains(run));
      TestingHouse.await("the record", () -> house.cloud.kinds().contains("training.stopped"));
      assertThat(ion.state().nodes().get("retrain").state()).isEqualTo(NodeStatus.IDLE);
    }
  }

  @Test
  void aPauseAndItsEndReachARolloutOfAnEarlierRun() {
    try (TestingHouse house = new TestingHouse(2, 1, EVERY_EVENT)) {
      IonWorkflow ion = house.launch(document());
      release(house, ion);
      TestingHouse.await("the rollout", () -> progress(house).wave() == 1);
      ion.pause(new Command.Pause(house.nextId(), "person:operator", null));
      TestingHouse.await("the pause", () -> house.cloud.ledger("rollout.paused").size() == 1);
      handOver(house, ion);
      assertThat(ion.state().status()).isEqualTo(IonStatus.PAUSED);
      ion.resume(new Command.Resume(house.nextId(), "person:operator", null));
      TestingHouse.await(
          "the end of the pause", () -> house.cloud.ledger("rollout.resumed").size() == 1);
      assertThat(house.cloud.ledger("rollout.paused")).hasSize(1);
    }
  }

  @Test
  void aRolloutThatCatchesUpIsFollowedToItsEnd() {
    try (TestingHouse house = new TestingHouse(2, 1, EVERY_EVENT)) {
      IonWorkflow ion = house.launch(document());
      release(house, ion);
      TestingHouse.await("the waves", () -> progress(house).status() == RolloutStatus.CATCHING_UP);
      TestingHouse.await("the report", () -> house.cloud.kinds().contains("model.proven"));
      handOver(house, ion);
      house.connect("engine-02");
      // The run after the end was learned has nothing to look for.
      TestingHouse.await("the end", () -> looksForNothing(house));
      assertThat(house.cloud.events(RolloutFinished.class))
          .extracting(RolloutFinished::outcome)
          .containsExactly("completed");
      // Nothing is left to be aborted.
      stop(house, ion);
      assertThat(house.cloud.ledger("rollout.finished")).hasSize(1);
    }
  }

  @Test
  void aNewerReleaseSupersedesARolloutOfAnEarlierRun() {
    try (TestingHouse house = new TestingHouse(2, 1, EVERY_EVENT)) {
      IonWorkflow ion = house.launch(document());
      release(house, ion);
      TestingHouse.await("the waves", () -> progress(house).status() == RolloutStatus.CATCHING_UP);
      handOver(house, ion);
      String digest = "sha256:turbofan.retrain.1";
      ion.setModel(
          new Command.SetModel(
              house.nextId(),
              house.ticket("setModel", CommandSubject.setModel("detect", digest)),
              "detect",
              new ModelRef(digest, "s", "k", 1),
              "once more",
              null));
      TestingHouse.await("the end", () -> !house.cloud.events(RolloutFinished.class).isEmpty());
      assertThat(house.cloud.events(RolloutFinished.class).getFirst())
          .returns(ROLLOUT, RolloutFinished::rollout)
          .returns("superseded", RolloutFinished::outcome);
    }
  }

  @Test
  void aStopAbortsARolloutOfAnEarlierRun() {
    try (TestingHouse house = new TestingHouse(2, 1, EVERY_EVENT)) {
      IonWorkflow ion = house.launch(document());
      release(house, ion);
      TestingHouse.await("the rollout", () -> progress(house).wave() > 0);
      handOver(house, ion);
      stop(house, ion);
      TestingHouse.await("the end", () -> !house.cloud.events(RolloutFinished.class).isEmpty());
      assertThat(house.cloud.events(RolloutFinished.class).getFirst().outcome())
          .isEqualTo("aborted");
    }
  }

  @Test
  void anOpenApprovalStillExpires() {
    // In its first run until there is an approval: the test server skips no time otherwise.
    Continuation hourly = new Continuation(2_000, Duration.ofHours(1), 10_000);
    try (TestingHouse house = new TestingHouse(1, 1, hourly)) {
      IonWorkflow ion = house.launch(document());
      ApprovalView approval = train(house, ion);
      String first = house.run();
      house.temporal.sleep(Duration.ofHours(2));
      handOver(house, ion);
      assertThat(house.run()).isNotEqualTo(first);
      assertThat(ion.state().approvals()).containsExactly(approval);
      house.temporal.sleep(Duration.ofHours(71));
      TestingHouse.await("the expiry", () -> house.cloud.kinds().contains("approval.expired"));
      assertThat(ion.state().approvals()).isEmpty();
    }
  }

  @Test
  void recordsThatTheHubHasNotTakenAreNotLost() {
    try (TestingHouse house = new TestingHouse(1, 1, EVERY_EVENT)) {
      house.cloud.down(true);
      IonWorkflow ion = house.launch(document());
      IonWorkflowIT.train(house, ion, "person:scientist");
      handOver(house, ion);
      assertThat(house.cloud.ledger()).isEmpty();
      house.cloud.down(false);
      TestingHouse.await("the records", () -> house.cloud.kinds().contains("approval.opened"));
      assertThat(house.cloud.ledger())
          .extracting(TimelineEntry::kind)
          .containsExactly(
              "ion.launched", "training.started", "training.finished", "approval.opened");
      assertThat(house.cloud.conflicts()).isEmpty();
    }
  }

  @Test
  void theNextRunGoesByTodaysRules() {
    try (TestingHouse house = new TestingHouse(1, 1, EVERY_EVENT)) {
      IonWorkflow ion = house.launch(launched(house).withRules(0));
      assertThat(rules(house)).isZero();
      handOver(house, ion);
      assertThat(rules(house)).isEqualTo(IonState.RULES);
    }
  }

  private static boolean looksForNothing(TestingHouse house) {
    List<HistoryEvent> events = house.history("ion:turbofan").getEvents();
    return events.stream().anyMatch(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
        && events.stream().noneMatch(HistoryEvent::hasActivityTaskScheduledEventAttributes);
  }

  /** Of the present run, from its first event. */
  private static int rules(TestingHouse house) {
    Payload argument =
        house
            .history("ion:turbofan")
            .getEvents()
            .getFirst()
            .getWorkflowExecutionStartedEventAttributes()
            .getInput()
            .getPayloads(0);
    StoredIon stored =
        DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
            argument, StoredIon.class, StoredIon.class);
    return StateCodec.decode(stored).rules();
  }

  @Test
  void aStateOfANewerProgramWaitsForThatProgram() {
    try (TestingHouse house = new TestingHouse(1)) {
      house.launch(StateCodecTest.newer(StateCodec.encode(launched(house)), "node:retrain"));
      TestingHouse.await(
          "the failed task",
          () ->
              house.history("ion:turbofan").getEvents().stream()
                  .anyMatch(event ->
                      event
                          .getWorkflowTaskFailedEventAttributes()
                          .toString()
                          .contains("node:retrain in version 2")));
      assertThat(house.stub("ion:turbofan").describe().getStatus())
          .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
    }
  }

  @Test
  void aTrainingThatWasCancelledInTemporalIsStopped() {
    try (TestingHouse house = new TestingHouse(1, 1, EVERY_EVENT)) {
      TestingEngine engine = new TestingEngine();
      handedOverInTraining(house, engine);
      house.stub(RETRAIN).cancel();
      TestingHouse.await("the record", () -> house.cloud.kinds().contains("training.stopped"));
      assertThat(house.cloud.stopped()).containsExactly("turbofan.retrain.1");
    }
  }

  private static IonState launched(TestingHouse house) {
    IonState state =
        IonState.launch(
            "turbofan", document(), 1, Actor.person("ann"), List.of(house.hub.key()), null);
    return MACHINE.step(state, new IonEvent.Launched("first"), house.now()).state();
  }

  private static String document() {
    return TestingDocument.hurried();
  }

  private static void run(TestingHouse house, IonWorkflow ion) {
    ion.run(new Command.Run(house.nextId(), "person:ann", "retrain", null));
  }

  private static void release(TestingHouse house, IonWorkflow ion) {
    ApprovalView approval = train(house, ion);
    ion.decide(IonWorkflowIT.request(house, approval, "approve", "approver"));
    TestingHouse.await("a device", () -> !house.devices.told().isEmpty());
  }

  /** Looks at the timeline first: the test server forgets a query that meets the end of a run. */
  private static ApprovalView train(TestingHouse house, IonWorkflow ion) {
    int before = house.cloud.ledger("approval.opened").size();
    ion.run(new Command.Run(house.nextId(), "person:scientist", "retrain", null));
    TestingHouse.await(
        "an approval", () -> house.cloud.ledger("approval.opened").size() == before + 1);
    return ion.state().approvals().getFirst();
  }

  /** An ION in a later run than the one that started its training. */
  private static IonWorkflow handedOverInTraining(TestingHouse house, TestingEngine engine) {
    house.cloud.training(engine);
    IonWorkflow ion = house.launch(document());
    run(house, ion);
    engine.awaitStart();
    handOver(house, ion);
    return ion;
  }

  /** Judges a model that nobody runs: an event that changes nothing, and so a new run. */
  private static void handOver(TestingHouse house, IonWorkflow ion) {
    String before = house.run();
    IonSignal judged =
        new IonSignal.HealthReported(
            house.nextId(), "detect", "sha256:none", false, Map.of(), 1, null, null);
    TestingHouse.await("a run that hears it", () -> isHeard(ion, judged));
    TestingHouse.await("the next run", () -> !house.run().equals(before));
  }

  /** The test server knows no run for a moment, between one that ended and the next. */
  private static boolean isHeard(IonWorkflow ion, IonSignal signal) {
    try {
      ion.event(signal);
      return true;
    } catch (WorkflowNotFoundException betweenRuns) {
      return false;
    }
  }

  private static void stop(TestingHouse house, IonWorkflow ion) {
    String ticket = house.ticket("stop", CommandSubject.stop("turbofan", false));
    CommandReceipt receipt = ion.stop(new Command.Stop(house.nextId(), ticket, false, null));
    assertThat(receipt.done()).as(receipt.message()).isTrue();
    WorkflowStub stub = house.stub("ion:turbofan");
    stub.getResult(Void.class);
  }

  private static RolloutView progress(TestingHouse house) {
    return house.stub(ROLLOUT).query("progress", RolloutView.class);
  }
}
