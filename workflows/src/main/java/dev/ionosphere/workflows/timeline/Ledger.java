package dev.ionosphere.workflows.timeline;

import dev.ionosphere.workflows.WorkflowNames;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A workflow's way to the hub's timeline, in order and without holding the workflow up.
 *
 * <p>A local activity costs one history event, so it is tried first; while the hub is down a normal
 * activity waits for it however long that takes, and what happens meanwhile queues behind.
 */
public final class Ledger {

  private static final Logger LOG = Workflow.getLogger(Ledger.class);
  private static final Duration REFUSED_PAUSE = Duration.ofMinutes(1);

  private final String ion;
  private final List<TimelineEntry> waiting;
  private @Nullable ChainHead head;

  /**
   * @param waiting entries that an earlier run of the workflow did not deliver
   */
  public Ledger(String ion, List<TimelineEntry> waiting, @Nullable ChainHead head) {
    this.ion = ion;
    this.waiting = new ArrayList<>(waiting.stream().map(Batches::fitting).toList());
    this.head = head;
  }

  /** Starts to deliver; call once, from the workflow method. */
  public void start() {
    // Detached: a cancelled workflow still says how it ended.
    Workflow.newDetachedCancellationScope(() -> Async.procedure(this::deliver)).run();
  }

  public void append(TimelineEntry entry) {
    waiting.add(Batches.fitting(entry));
  }

  public boolean delivered() {
    return waiting.isEmpty();
  }

  public List<TimelineEntry> waiting() {
    return List.copyOf(waiting);
  }

  public @Nullable ChainHead head() {
    return head;
  }

  private void deliver() {
    while (true) {
      Workflow.await(() -> !waiting.isEmpty());
      List<TimelineEntry> entries = Batches.next(waiting);
      TimelineBatch batch =
          new TimelineBatch(
              ion, Workflow.getInfo().getWorkflowId(), Workflow.getInfo().getRunId(), entries);
      try {
        head = record(batch);
        waiting.subList(0, entries.size()).clear();
      } catch (TemporalFailure e) {
        // Only a record the hub will never take comes here. It stays, for the order must.
        LOG.error("The timeline of {} refused {}", ion, entries.getFirst().key(), e);
        Workflow.sleep(REFUSED_PAUSE);
      }
    }
  }

  private static ChainHead record(TimelineBatch batch) {
    String summary = summary(batch);
    try {
      return Workflow.newLocalActivityStub(
              TimelineActivities.class,
              LocalActivityOptions.newBuilder()
                  // Well inside the workflow task's 10 s.
                  .setScheduleToCloseTimeout(Duration.ofSeconds(4))
                  .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                  .setSummary(summary)
                  .build())
          .record(batch);
    } catch (TemporalFailure e) {
      LOG.warn("The hub does not take records of {}; waiting for it", batch.ion());
      return Workflow.newActivityStub(
              TimelineActivities.class,
              ActivityOptions.newBuilder()
                  .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
                  // One request to the hub.
                  .setStartToCloseTimeout(Duration.ofSeconds(20))
                  // For as long as the hub is away, with at most 10 s lost when it is back.
                  .setRetryOptions(
                      RetryOptions.newBuilder()
                          .setInitialInterval(Duration.ofSeconds(1))
                          .setMaximumInterval(Duration.ofSeconds(10))
                          .build())
                  .setSummary(summary)
                  .build())
          .record(batch);
    }
  }

  private static String summary(TimelineBatch batch) {
    TimelineEntry first = batch.entries().getFirst();
    int more = batch.entries().size() - 1;
    String text = first.kind() + " " + first.subject() + (more > 0 ? " and " + more + " more" : "");
    return text.length() > 200 ? text.substring(0, 200) : text;
  }
}
