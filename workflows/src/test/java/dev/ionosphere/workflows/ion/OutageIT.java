package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.device.DeviceOrder;
import dev.ionosphere.workflows.machine.node.ApprovalView;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.timeline.RolloutEvent.RolloutFinished;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingFailed;
import dev.ionosphere.workflows.timeline.RunEvent.WorkResumed;
import dev.ionosphere.workflows.timeline.RunEvent.WorkWaiting;
import dev.ionosphere.workflows.training.TrainingFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is away is waited for until a person stops it; a program's own failure is an attempt. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutageIT {

  private static final String RUN = "turbofan.retrain.1";
  private static final String WORK = WorkflowNames.work("turbofan", "retrain", 1);

  @Test
  void aTrainingWaitsForTheHubForAsLongAsItIsAway() {
    try (TestingHouse house = new TestingHouse(1)) {
      TestingOutage hub = new TestingOutage("waiting for the hub at http://127.0.0.1:8420");
      house.cloud.registration(result -> {
        hub.pass();
        return result;
      });
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      run(house, ion);
      waits(house, ion);
      NodeView node = ion.state().nodes().get("retrain");
      assertThat(node.note()).startsWith(RUN + " is waiting since ").endsWith(":8420");
      assertThat(IonDetails.details(ion.state())).contains("waiting-for-outside", ":8420");
      WorkWaiting waiting = house.cloud.events(WorkWaiting.class).getFirst();
      assertThat(waiting)
          .returns(RUN, WorkWaiting::work)
          .returns("register", WorkWaiting::step)
          .returns("waiting for the hub at http://127.0.0.1:8420", WorkWaiting::reason);
      house.temporal.sleep(Duration.ofMinutes(10));
      assertThat(hub.calls()).isGreaterThan(10);
      assertThat(house.cloud.ledger("training.failed")).isEmpty();
      hub.end();
      house.temporal.sleep(Duration.ofMinutes(2));
      TestingHouse.await("an approval", () -> !ion.state().approvals().isEmpty());
      TestingHouse.await("the records", () -> house.cloud.kinds().contains("training.finished"));
      assertThat(house.cloud.kinds())
          .containsSubsequence("work.waiting", "work.resumed", "training.finished");
      assertThat(house.cloud.events(WorkResumed.class)).hasSize(1);
    }
  }

  @Test
  void everyStepIsWaitedFor() {
    try (TestingHouse house = new TestingHouse(1)) {
      TestingOutage engine = new TestingOutage("the cluster does not answer");
      house.cloud.training(job -> {
        engine.pass();
        return TestingCloud.result(job);
      });
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      run(house, ion);
      waits(house, ion);
      assertThat(house.cloud.events(WorkWaiting.class).getFirst().step()).isEqualTo("train");
      engine.end();
      house.temporal.sleep(Duration.ofMinutes(2));
      TestingHouse.await("an approval", () -> !ion.state().approvals().isEmpty());
    }
  }

  @Test
  void aStopEndsTheWaiting() {
    try (TestingHouse house = new TestingHouse(1)) {
      house.cloud.registration(result -> {
        throw new IllegalStateException("the hub is away");
      });
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      run(house, ion);
      waits(house, ion);
      ion.stopRun(new Command.StopRun(house.nextId(), "person:ann", RUN, null));
      TestingHouse.await("the stop", () -> house.cloud.stopped().contains(RUN));
      house.ended(WORK);
      assertThat(ion.state().nodes().get("retrain").state()).isEqualTo(NodeStatus.IDLE);
      assertThat(house.cloud.kinds()).contains("training.stopped").doesNotContain("work.resumed");
    }
  }

  @Test
  void theEndOfTheIonEndsATraining() {
    try (TestingHouse house = new TestingHouse(1)) {
      TestingEngine engine = new TestingEngine();
      house.cloud.training(engine);
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      run(house, ion);
      engine.awaitStart();
      String ticket = house.ticket("stop", CommandSubject.stop("turbofan", false));
      assertThat(ion.stop(new Command.Stop(house.nextId(), ticket, false, null)).done()).isTrue();
      house.stub("ion:turbofan").getResult(Void.class);
      TestingHouse.await("the stop", () -> house.cloud.stopped().contains(RUN));
      assertThat(house.cloud.kinds()).endsWith("training.stopped", "ion.stopped");
    }
  }

  @Test
  void aProgramThatFailsIsTriedAsOftenAsTheDocumentSays() {
    try (TestingHouse house = new TestingHouse(1)) {
      AtomicInteger attempts = new AtomicInteger();
      house.cloud.training(job -> {
        attempts.incrementAndGet();
        throw TrainingFailure.PROGRAM_FAILED.failure("no such column: s2", null);
      });
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      run(house, ion);
      TestingHouse.await("the failure", () -> !house.cloud.events(TrainingFailed.class).isEmpty());
      assertThat(attempts).hasValue(3);
      assertThat(house.cloud.kinds()).doesNotContain("work.waiting");
    }
  }

  @Test
  void aRefusedProgramFailsAtOnce() {
    try (TestingHouse house = new TestingHouse(1)) {
      AtomicInteger attempts = new AtomicInteger();
      house.cloud.training(job -> {
        attempts.incrementAndGet();
        throw TrainingFailure.PROGRAM_REFUSED.failure("component kmeans wants k, got none", null);
      });
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      run(house, ion);
      TestingHouse.await("the failure", () -> !house.cloud.events(TrainingFailed.class).isEmpty());
      assertThat(house.cloud.events(TrainingFailed.class).getFirst().error())
          .isEqualTo("component kmeans wants k, got none");
      assertThat(attempts).hasValue(1);
    }
  }

  @Test
  void anOutageIsNoAttemptAndIsOverWhenTheProgramFails() {
    try (TestingHouse house = new TestingHouse(1)) {
      TestingOutage engine = new TestingOutage("the cluster does not answer");
      AtomicInteger attempts = new AtomicInteger();
      TestingEngine last = new TestingEngine();
      house.cloud.training(job -> {
        engine.pass();
        if (attempts.incrementAndGet() < 3) {
          throw TrainingFailure.PROGRAM_FAILED.failure("out of memory", null);
        }
        return last.apply(job);
      });
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      run(house, ion);
      waits(house, ion);
      engine.end();
      house.temporal.sleep(Duration.ofSeconds(8));
      last.awaitStart();
      TestingHouse.await(
          "the end of the outage",
          () -> ion.state().nodes().get("retrain").state() == NodeStatus.RUNNING);
      last.letGo();
      TestingHouse.await("an approval", () -> !ion.state().approvals().isEmpty());
    }
  }

  @Test
  void whatIsToldToARolloutThatIsStartingIsNotLost() {
    try (TestingHouse house = new TestingHouse(1)) {
      TestingOutage hub = new TestingOutage("the hub is away");
      house.cloud.selection(claim -> {
        hub.pass();
        return List.of("engine-01");
      });
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      ApprovalView approval = IonWorkflowIT.train(house, ion, "person:ann");
      ion.decide(IonWorkflowIT.request(house, approval, "approve", "bob"));
      ion.pause(new Command.Pause(house.nextId(), "person:operator", null));
      TestingHouse.await("the pause", () -> house.cloud.kinds().contains("rollout.paused"));
      ion.resume(new Command.Resume(house.nextId(), "person:operator", null));
      TestingHouse.await("its end", () -> house.cloud.kinds().contains("rollout.resumed"));
      String digest = "sha256:" + RUN;
      CommandReceipt again =
          ion.setModel(
              new Command.SetModel(
                  house.nextId(),
                  house.ticket("setModel", CommandSubject.setModel("detect", digest)),
                  "detect",
                  new ModelRef(digest, "s", "k", 1),
                  "once more",
                  null));
      assertThat(again.done()).as(again.message()).isTrue();
      TestingHouse.await("the end", () -> house.cloud.kinds().contains("rollout.finished"));
      assertThat(house.cloud.events(RolloutFinished.class).getFirst())
          .returns("rollout:turbofan:detect:1", RolloutFinished::rollout)
          .returns("superseded", RolloutFinished::outcome);
      hub.end();
      house.temporal.sleep(Duration.ofHours(1));
      TestingHouse.await("a device", () -> !house.devices.told().isEmpty());
      assertThat(house.devices.told()).extracting(DeviceOrder::generation).containsExactly(2L);
    }
  }

  @Test
  void aRefusedSelectionEndsTheRolloutAndTheIonKnows() {
    try (TestingHouse house = new TestingHouse(1)) {
      house.cloud.selection(claim -> {
        throw ApplicationFailure.newNonRetryableFailure("selector role= is malformed", "Hub400");
      });
      IonWorkflow ion = house.launch(TestingDocument.onRequest());
      ApprovalView approval = IonWorkflowIT.train(house, ion, "person:ann");
      ion.decide(IonWorkflowIT.request(house, approval, "approve", "bob"));
      TestingHouse.await(
          "the end", () -> ion.state().nodes().get("detect").state() == NodeStatus.FAILED);
      assertThat(house.cloud.events(RolloutFinished.class).getFirst())
          .returns("failed", RolloutFinished::outcome)
          .returns("nobody was told: selector role= is malformed", RolloutFinished::reason);
      assertThat(house.cloud.kinds()).doesNotContain("model.rejected");
    }
  }

  private static void waits(TestingHouse house, IonWorkflow ion) {
    // The quick attempts take a few seconds.
    house.temporal.sleep(Duration.ofSeconds(10));
    TestingHouse.await(
        "the outage to be told",
        () -> ion.state().nodes().get("retrain").state() == NodeStatus.WAITING_FOR_OUTSIDE);
    TestingHouse.await("its record", () -> house.cloud.kinds().contains("work.waiting"));
  }

  private static void run(TestingHouse house, IonWorkflow ion) {
    ion.run(new Command.Run(house.nextId(), "person:ann", "retrain", null));
  }
}
