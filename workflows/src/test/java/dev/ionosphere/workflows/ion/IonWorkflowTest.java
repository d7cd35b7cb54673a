package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.timeline.TimelineKind;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ION on Temporal's test server. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IonWorkflowTest {

  @Test
  void goesFromRequestToDevices() {
    try (TestingHouse house = new TestingHouse(4)) {
      IonWorkflow ion = house.launch(TestingDocument.turbofan());
      CommandReceipt receipt =
          ion.run(new Command.Run(house.nextId(), "person:scientist", "retrain", null));
      assertThat(receipt).isEqualTo(new CommandReceipt(true, "Run turbofan.retrain.1 started"));
      TestingHouse.await("an approval", () -> !ion.state().approvals().isEmpty());
      IonView.ApprovalView approval = ion.state().approvals().getFirst();
      assertThat(
              ion.decide(
                      house.hub.request(
                          approval.approval(),
                          approval.subject(),
                          "approve",
                          "approver",
                          house.now().plus(Duration.ofHours(1))))
                  .outcome())
          .isEqualTo("approved");
      house.temporal.sleep(Duration.ofHours(2));
      TestingHouse.await(
          "the rollout", () -> house.cloud.kinds().contains(TimelineKind.ROLLOUT_FINISHED));
      assertThat(house.devices.told()).hasSize(4);
      assertThat(ion.state().nodes().get("detect").state()).isEqualTo("active");
      List<HistoryEvent> events = house.history("ion:turbofan").getEvents();
      events.forEach(e -> System.out.println(e.getEventId() + " " + e.getEventType()));
      System.out.println(house.cloud.kinds());
    }
  }
}
