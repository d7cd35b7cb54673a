package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.registration.WorkflowTypes;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineKind;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Histories of every release must replay on today's code. They are never edited; a release adds its
 * own with {@code mvn -pl workflows -am test -Dtest=ReplayTest -Dhistories=<release>}.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplayTest {

  private static final Path HISTORIES = Path.of("src/test/resources/histories");

  @Test
  void everyStoredHistoryReplays() throws Exception {
    List<Path> histories;
    try (Stream<Path> files = Files.walk(HISTORIES)) {
      histories = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    assertThat(histories).isNotEmpty();
    try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
      Worker worker = temporal.newWorker(WorkflowNames.CLOUD_QUEUE);
      worker.registerWorkflowImplementationTypes(WorkflowTypes.all());
      for (Path history : histories) {
        WorkflowReplayer.replayWorkflowExecution(
            WorkflowExecutionHistory.fromJson(Files.readString(history)), worker);
      }
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "histories", matches = "[\\w.-]+")
  void store() throws IOException {
    Path folder = HISTORIES.resolve(System.getProperty("histories"));
    Files.createDirectories(folder);
    try (TestingHouse house = new TestingHouse(3)) {
      IonWorkflow ion = house.launch(TestingDocument.turbofan());
      ion.run(new Command.Run(house.nextId(), "person:scientist", "retrain", null));
      TestingHouse.await(
          "an approval", () -> house.cloud.kinds().contains(TimelineKind.APPROVAL_OPENED));
      approve(house, ion);
      String rollout = WorkflowNames.rollout("turbofan", "detect", 1);
      house.ended(rollout);
      ion.pause(new Command.Pause(house.nextId(), "person:operator", null));
      ion.resume(new Command.Resume(house.nextId(), "person:operator", null));
      store(house, folder, "ion-lap", "ion:turbofan");
      store(house, folder, "rollout", rollout);
      store(house, folder, "cohort", WorkflowNames.cohort("turbofan", "detect", 1, 1, 1));
      ion.stop(new Command.Stop(house.nextId(), "person:operator", null));
      house.stub("ion:turbofan").getResult(Void.class);
      store(house, folder, "ion-stopped", "ion:turbofan");
    }
    try (TestingHouse house = new TestingHouse(1)) {
      house.cloud.down(true);
      house.launch(TestingDocument.turbofan());
      // Long enough for the local activity to fail and a normal one to wait.
      TestingHouse.await(
          "the fallback",
          () ->
              house.history("ion:turbofan").getEvents().stream()
                  .anyMatch(event -> event.hasActivityTaskScheduledEventAttributes()));
      house.cloud.down(false);
      TestingHouse.await("the records", () -> !house.cloud.kinds().isEmpty());
      store(house, folder, "ion-hub-down", "ion:turbofan");
    }
  }

  private static void approve(TestingHouse house, IonWorkflow ion) {
    TimelineEntry opened = house.cloud.ledger(TimelineKind.APPROVAL_OPENED).getFirst();
    String subject = (String) opened.data().get("subject");
    Ticket ticket =
        house.hub.ticket(
            opened.subject(),
            subject,
            "approve",
            "approver",
            house.now().plus(Duration.ofHours(1)));
    ion.decide(
        new DecideRequest(opened.subject(), "approve", subject, "seen", house.hub.sign(ticket)));
  }

  private static void store(TestingHouse house, Path folder, String scenario, String workflow)
      throws IOException {
    Files.writeString(folder.resolve(scenario + ".json"), house.history(workflow).toJson(true));
  }
}
