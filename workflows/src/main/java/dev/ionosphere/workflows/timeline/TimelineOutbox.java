package dev.ionosphere.workflows.timeline;

import dev.ionosphere.workflows.WorkflowNames;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A workflow's way to the hub's timeline, in order and without holding the workflow up.
 *
 * <p>A local activity costs one history event, so it is tried first; while the hub is down a normal
 * activity waits for it however long that takes, and what happens meanwhile queues behind. A record
 * that the hub will never take is set aside by a record that says so.
 */
public final class TimelineOutbox {

  private static final Logger LOG = Workflow.getLogger(TimelineOutbox.class);

  private final String ion;
  private final WaitingEntries waiting;
  private @Nullable ChainHead head;

  /** Entries that are sent one by one, because the hub refused one of them. */
  private int suspects;

  /**
   * @param waiting entries that an earlier run of the workflow did not deliver
   */
  public TimelineOutbox(String ion, List<TimelineEntry> waiting, @Nullable ChainHead head) {
    this.ion = ion;
    this.waiting = new WaitingEntries(ion, waiting);
    this.head = head;
  }

  /** Starts to deliver; call once, from the workflow method. */
  public void start() {
    // Detached: a cancelled workflow still says how it ended.
    Workflow.newDetachedCancellationScope(() -> Async.procedure(this::deliver)).run();
  }

  public void append(TimelineEntry entry) {
    waiting.add(entry);
  }

  public boolean delivered() {
    return waiting.isEmpty();
  }

  public List<TimelineEntry> waiting() {
    return waiting.all();
  }

  public @Nullable ChainHead head() {
    return head;
  }

  private void deliver() {
    while (true) {
      Workflow.await(() -> !waiting.isEmpty());
      List<TimelineEntry> entries = waiting.send(suspects > 0 ? 1 : Batches.MOST_ENTRIES);
      TimelineBatch batch =
          new TimelineBatch(
              ion,
              Workflow.getInfo().getWorkflowId(),
              Workflow.getInfo().getRunId(),
              entries,
              head);
      try {
        head = record(batch);
        waiting.sent();
        suspects = Math.max(0, suspects - 1);
      } catch (TemporalFailure e) {
        refused(entries, e);
      }
    }
  }

  /** Only what the hub will never take comes here. */
  private void refused(List<TimelineEntry> entries, TemporalFailure failure) {
    if (entries.size() > 1) {
      suspects = entries.size();
      waiting.back();
      return;
    }
    TimelineEntry refused = entries.getFirst();
    LOG.error("The timeline of {} refused {}", ion, refused.key(), failure);
    if (refused.event() instanceof LifecycleEvent.RecordSetAside) {
      // Not even that it was left out can be told; what is behind it can.
      waiting.sent();
      suspects = Math.max(0, suspects - 1);
    } else {
      waiting.setAside(reason(failure));
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
      if (isRefusal(e)) {
        throw e;
      }
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

  private static boolean isRefusal(TemporalFailure failure) {
    return failure instanceof ActivityFailure
        && failure.getCause() instanceof ApplicationFailure said
        && said.isNonRetryable();
  }

  private static String reason(TemporalFailure failure) {
    return failure.getCause() instanceof ApplicationFailure said
        ? String.valueOf(said.getOriginalMessage())
        : String.valueOf(failure.getMessage());
  }

  private static String summary(TimelineBatch batch) {
    TimelineEntry first = batch.entries().getFirst();
    int more = batch.entries().size() - 1;
    String text = first.kind() + " " + first.subject() + (more > 0 ? " and " + more + " more" : "");
    return text.length() > 200 ? text.substring(0, 200) : text;
  }
}
