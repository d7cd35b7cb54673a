package dev.ionosphere.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.ion.TestingCloud;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineOutboxIT {

  private final TestingCloud cloud = new TestingCloud(0);
  private final TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance();

  /** Sends what it was given and ends when all of it is delivered. */
  @WorkflowInterface
  public interface Sender {
    @WorkflowMethod
    ChainHead send(List<TimelineEntry> entries);
  }

  public static final class SenderShell implements Sender {
    @Override
    public ChainHead send(List<TimelineEntry> entries) {
      TimelineOutbox outbox = new TimelineOutbox("calm", List.of(), null);
      outbox.start();
      entries.forEach(outbox::append);
      Workflow.await(outbox::delivered);
      return outbox.head();
    }
  }

  @BeforeEach
  void start() {
    Worker worker = temporal.newWorker(WorkflowNames.CLOUD_QUEUE);
    worker.registerWorkflowImplementationTypes(SenderShell.class);
    worker.registerActivitiesImplementations(cloud);
    temporal.start();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void aRecordThatIsNeverTakenIsSetAsideAndTheRestDelivered() {
    cloud.refuse(entry -> entry.key().equals("k1"));
    send(List.of(entry("k0"), entry("k1"), entry("k2"), entry("k3")));
    List<TimelineEntry> ledger = cloud.ledger();
    assertThat(ledger)
        .extracting(TimelineEntry::kind)
        .containsExactly("run.skipped", "record.set-aside", "run.skipped", "run.skipped");
    assertThat(cloud.events(LifecycleEvent.RecordSetAside.class).getFirst())
        .returns("k1", LifecycleEvent.RecordSetAside::key)
        .returns("run.skipped", LifecycleEvent.RecordSetAside::recordKind)
        .returns(SetAside.digest(entry("k1")), LifecycleEvent.RecordSetAside::digest)
        .returns("k1 is refused", LifecycleEvent.RecordSetAside::reason);
  }

  @Test
  void aConflictIsSetAsideUnderAKeyOfItsOwn() {
    send(List.of(entry("k0")));
    send(
        List.of(
            new TimelineEntry(
                "k0",
                Instant.EPOCH,
                Actor.SYSTEM,
                null,
                null,
                new RunEvent.RunSkipped("retrain", "paused", 2, null, null)),
            entry("k1")));
    assertThat(cloud.kinds()).containsExactly("run.skipped", "record.set-aside", "run.skipped");
    assertThat(cloud.conflicts()).contains("k0");
  }

  @Test
  void whatCannotEvenBeSetAsideHoldsNothingUp() {
    cloud.refuse(entry -> entry.key().startsWith("k0"));
    send(List.of(entry("k0"), entry("k1")));
    assertThat(cloud.ledger()).extracting(TimelineEntry::key).containsExactly("k1");
  }

  @Test
  void eachBatchTellsTheNewestRecordThatIsKnown() {
    cloud.refuse(entry -> entry.key().equals("k1"));
    send(List.of(entry("k0"), entry("k1"), entry("k2")));
    // Refused as one batch, then one by one.
    assertThat(cloud.known())
        .containsExactly(null, new ChainHead(1, "hash-1"), new ChainHead(2, "hash-2"));
  }

  private void send(List<TimelineEntry> entries) {
    temporal
        .getWorkflowClient()
        .newWorkflowStub(
            Sender.class,
            WorkflowOptions.newBuilder().setTaskQueue(WorkflowNames.CLOUD_QUEUE).build())
        .send(entries);
  }

  private static TimelineEntry entry(String key) {
    return new TimelineEntry(
        key,
        Instant.EPOCH,
        Actor.SYSTEM,
        null,
        null,
        new RunEvent.RunSkipped("retrain", "paused", 1, null, null));
  }
}
