package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.machine.state.StoredIon;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What {@code tools/histories/record <release>} runs: the histories and states of a release. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledIfSystemProperty(named = "histories", matches = "[\\w.-]+")
class RecordHistories {

  private static final String ION = "ion:turbofan";
  private static final String ROLLOUT = WorkflowNames.rollout("turbofan", "detect", 1);

  private static final Path FOLDER =
      ReplayTest.HISTORIES.resolve(System.getProperty("histories", "none"));

  @BeforeAll
  static void folder() throws IOException {
    Files.createDirectories(FOLDER);
  }

  @Test
  void aLapAndAStop() throws Exception {
    try (TestingHouse house = new TestingHouse(3)) {
      IonWorkflow ion = house.launch(TestingDocument.turbofan());
      release(house, ion);
      house.ended(ROLLOUT);
      ion.pause(new Command.Pause(house.nextId(), "person:operator", null));
      ion.resume(new Command.Resume(house.nextId(), "person:operator", null));
      TestingHouse.await("the lap", () -> house.cloud.kinds().contains("model.proven"));
      store(house, "ion-lap", ION, house.run());
      store(house, "rollout", ROLLOUT, "");
      store(house, "cohort", WorkflowNames.cohort("turbofan", "detect", 1, 1, 1), "");
      store(house, "work", WorkflowNames.work("turbofan", "retrain", 1), "");
      String ticket = house.ticket("stop", CommandSubject.stop("turbofan", false));
      ion.stop(new Command.Stop(house.nextId(), ticket, false, null));
      house.stub(ION).getResult(Void.class);
      store(house, "ion-stopped", ION, house.run());
    }
  }

  @Test
  void theHubIsDown() throws Exception {
    try (TestingHouse house = new TestingHouse(1)) {
      house.cloud.down(true);
      house.launch(TestingDocument.turbofan());
      // Long enough for the local activity to fail and a normal one to wait.
      TestingHouse.await(
          "the fallback",
          () ->
              house.history(ION).getEvents().stream()
                  .anyMatch(HistoryEvent::hasActivityTaskScheduledEventAttributes));
      house.cloud.down(false);
      TestingHouse.await("the records", () -> !house.cloud.kinds().isEmpty());
      store(house, "ion-hub-down", ION, house.run());
    }
  }

  @Test
  void aPendingChange() throws Exception {
    try (TestingHouse house = new TestingHouse(1)) {
      IonWorkflow ion = house.launch(TestingDocument.turbofan());
      String weaker =
          TestingDocument.canonical(
              TestingDocument.TURBOFAN.replace("notRequester: true", "notRequester: false"));
      String ticket = house.ticket("change", CommandSubject.change(weaker, 2));
      ion.change(new Command.Change(house.nextId(), ticket, weaker, 2, null));
      store(house, "ion-pending-change", ION, house.run());
    }
  }

  @Test
  void aRolloutOutlivesARun() throws Exception {
    try (TestingHouse house = new TestingHouse(1)) {
      String document =
          TestingDocument.canonical(TestingDocument.TURBOFAN.replace("soak: 10m", "soak: 48h"));
      IonWorkflow ion = house.launch(document);
      release(house, ion);
      String first = house.run();
      // Longer than a run lives.
      house.temporal.sleep(Duration.ofHours(25));
      ion.event(
          new IonSignal.HealthReported(
              house.nextId(), "detect", "sha256:none", false, Map.of(), 1, null, null));
      TestingHouse.await("the next run", () -> !house.run().equals(first));
      store(house, "ion-continued-1", ION, first);
      TestingHouse.await(
          "the rollout to be found",
          () ->
              house.history(ION).getEvents().stream()
                  .anyMatch(HistoryEvent::hasExternalWorkflowExecutionSignaledEventAttributes));
      store(house, "ion-continued-2", ION, house.run());
    }
  }

  private static void release(TestingHouse house, IonWorkflow ion) {
    ion.decide(
        IonWorkflowIT.request(
            house, IonWorkflowIT.train(house, ion, "person:scientist"), "approve", "approver"));
    TestingHouse.await("a device", () -> !house.devices.told().isEmpty());
  }

  private static void store(TestingHouse house, String scenario, String workflow, String run)
      throws Exception {
    Path file = FOLDER.resolve(scenario + ".json");
    Files.writeString(file, house.history(workflow, run).toJson(true));
    StoredIon end = ReplayTest.replay(file);
    if (end != null) {
      Files.writeString(ReplayTest.stateOf(file), StoredJson.text(end));
    }
  }
}
