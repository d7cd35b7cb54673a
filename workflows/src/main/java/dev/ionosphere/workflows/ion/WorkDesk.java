package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutSignal;
import dev.ionosphere.workflows.watch.EndSignal;
import dev.ionosphere.workflows.work.FailureText;
import dev.ionosphere.workflows.work.WorkActivities;
import dev.ionosphere.workflows.work.WorkStanding;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long work of the ION's nodes. What a node wants is started or, in a later run of the workflow,
 * found again; it is told its mode until it has heard; what no node wants any more is cancelled;
 * and however it ends, the machine learns of it.
 */
final class WorkDesk {

  /** Work that ends without a word is noticed within this. */
  private static final Duration LOOK_EVERY = Duration.ofHours(1);

  /** Work says that it ends just before it does. */
  private static final Duration LOOK_SOON = Duration.ofSeconds(1);

  private static final class Entry {
    final Work work;
    Work.Mode wanted;

    /** Absent: an earlier run of the ION told it, or nothing that it has heard. */
    Work.@Nullable Mode told;

    /** Whether it says when it ends, because another run of the ION started it. */
    boolean watched;

    /** Looks so far; only the newest one counts. */
    int looks;

    Duration pause = LOOK_EVERY;

    /** Done when Temporal knows the workflow. */
    @Nullable Promise<?> started;

    Entry(Work work) {
      this.work = work;
      wanted = work.mode();
    }
  }

  private final String ion;
  private final Inbox inbox;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private int pending;

  WorkDesk(String ion, Inbox inbox) {
    this.ion = ion;
    this.inbox = inbox;
  }

  /** Whether nothing is half sent. */
  boolean settled() {
    return pending == 0;
  }

  /** Takes up what the state of an earlier run wants. */
  void attach(Work work) {
    Entry entry = new Entry(work);
    entries.put(work.id(), entry);
    if (work.runner() instanceof Runner.Local) {
      start(entry);
    } else {
      look(entry);
    }
  }

  /** Makes a node's work what it wants now. */
  void want(String node, List<Work> wanted) {
    for (Work work : wanted) {
      Entry entry = entries.get(work.id());
      if (entry == null) {
        Entry fresh = new Entry(work);
        entries.put(work.id(), fresh);
        start(fresh);
      } else if (entry.wanted != work.mode()) {
        entry.wanted = work.mode();
        tellMode(entry);
      }
    }
    for (Entry entry : List.copyOf(entries.values())) {
      boolean gone =
          entry.work.node().equals(node)
              && wanted.stream().noneMatch(work -> work.id().equals(entry.work.id()));
      if (gone) {
        entries.remove(entry.work.id());
        cancel(entry, wanted);
      }
    }
  }

  /** Somebody says that work has ended. */
  void hint(String work) {
    Entry entry = entries.get(work);
    if (entry != null && entry.started == null) {
      entry.pause = LOOK_SOON;
      look(entry);
    }
  }

  private void start(Entry entry) {
    Work work = entry.work;
    switch (work.runner()) {
      case Runner.Training() -> child(entry, "Work", WorkCall.order(ion, work, null));
      case Runner.Step(String activity, Class<?> output) ->
          child(entry, "Work", WorkCall.order(ion, work, activity));
      case Runner.Rollout() -> child(entry, "Rollout", work.input());
      case Runner.Local(String activity, Class<?> output) -> local(entry, activity);
    }
  }

  /** The run of the ION waits for it before another takes its place. */
  private void local(Entry entry, String activity) {
    Work work = entry.work;
    pending++;
    Promise<Object> result =
        WorkCall.local(work).executeAsync(activity, Object.class, work.input());
    entry.started = result;
    result.handle((output, failure) -> {
      pending--;
      ended(
          entry,
          failure == null
              ? WorkCall.end(work, output)
              : new WorkEnd.Failed(FailureText.of(failure)));
      return output;
    });
  }

  private void child(Entry entry, String type, Object input) {
    Work work = entry.work;
    pending++;
    ChildWorkflowStub child = WorkCall.child(ion, type, work);
    Promise<Object> result = child.executeAsync(Object.class, input);
    Promise<WorkflowExecution> started = child.getExecution();
    entry.started = started;
    entry.told = Work.Mode.RUN;
    started.handle((execution, failure) -> {
      pending--;
      if (failure != null) {
        entry.started = null;
        entry.told = null;
        if (WorkCall.runsAlready(failure)) {
          look(entry);
        }
      } else {
        tellMode(entry);
      }
      return execution;
    });
    result.handle((output, failure) -> {
      if (failure == null) {
        ended(entry, WorkCall.end(work, output));
      } else if (failure instanceof ChildWorkflowFailure && !WorkCall.runsAlready(failure)) {
        ended(entry, WorkCall.gone(work, failure));
      }
      return output;
    });
  }

  private void ended(Entry entry, WorkEnd end) {
    if (entries.remove(entry.work.id(), entry)) {
      inbox.put(new IonEvent.WorkEnded(entry.work.id(), entry.work.node(), end));
    }
  }

  /** Asks Temporal where work stands that another run of this workflow started. */
  private void look(Entry entry) {
    entry.looks++;
    int look = entry.looks;
    Async.function(() ->
            Workflow.newActivityStub(
                    WorkActivities.class,
                    ActivityOptions.newBuilder()
                        .setTaskQueue(WorkflowNames.CLOUD_QUEUE)
                        // One question to Temporal.
                        .setStartToCloseTimeout(Duration.ofSeconds(20))
                        .setRetryOptions(
                            RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofSeconds(1))
                                .setMaximumInterval(Duration.ofSeconds(30))
                                .build())
                        .setSummary("where " + entry.work.id() + " stands")
                        .build())
                .look(entry.work.id()))
        .handle((standing, failure) -> {
          if (failure == null && isNewest(entry, look)) {
            found(entry, standing);
          }
          return standing;
        });
  }

  private void found(Entry entry, WorkStanding standing) {
    switch (standing.state()) {
      case UNKNOWN -> start(entry);
      case RUNNING -> {
        watch(entry);
        tellMode(entry);
        lookAgain(entry);
      }
      case COMPLETED -> ended(entry, WorkCall.end(entry.work, standing.result()));
      case CANCELLED -> ended(entry, WorkCall.cancelled(entry.work));
      case GONE ->
          ended(entry, new WorkEnd.Lost(entry.work.id() + " is gone: " + standing.reason()));
    }
  }

  private void lookAgain(Entry entry) {
    int look = entry.looks;
    Duration pause = entry.pause;
    Duration longer = pause.multipliedBy(2);
    entry.pause = longer.compareTo(LOOK_EVERY) < 0 ? longer : LOOK_EVERY;
    Workflow.newTimer(
            pause, TimerOptions.newBuilder().setSummary("next look at " + entry.work.id()).build())
        .handle((due, cancelled) -> {
          if (cancelled == null && isNewest(entry, look)) {
            look(entry);
          }
          return due;
        });
  }

  private boolean isNewest(Entry entry, int look) {
    return entries.get(entry.work.id()) == entry && entry.looks == look;
  }

  /** Temporal tells a child's end only to the run that started it; others must be told. */
  private void watch(Entry entry) {
    if (!entry.watched) {
      entry.watched = true;
      signal(entry, EndSignal.WATCH);
    }
  }

  private void tellMode(Entry entry) {
    Promise<?> started = entry.started;
    if (entry.told != entry.wanted && (started == null || started.isCompleted())) {
      sendMode(entry);
    }
  }

  /** Only a rollout can be paused. */
  private void sendMode(Entry entry) {
    if (!(entry.work.runner() instanceof Runner.Rollout)) {
      return;
    }
    entry.told = entry.wanted;
    switch (entry.wanted) {
      case PAUSE -> signal(entry, RolloutSignal.PAUSE, "ION paused");
      case RUN -> signal(entry, RolloutSignal.RESUME, "ION resumed");
    }
  }

  private void cancel(Entry entry, List<Work> wanted) {
    Promise<?> started = entry.started;
    if (started == null || started.isCompleted()) {
      end(entry, wanted);
    } else {
      started.handle((execution, failure) -> {
        end(entry, wanted);
        return null;
      });
    }
  }

  private void end(Entry entry, List<Work> wanted) {
    switch (entry.work.runner()) {
      case Runner.Rollout() -> {
        boolean another = wanted.stream().anyMatch(work -> work.runner() instanceof Runner.Rollout);
        signal(
            entry,
            another ? RolloutSignal.SUPERSEDE : RolloutSignal.ABORT,
            another ? wanted.getFirst().summary() : "the ION wants it no longer");
      }
      case Runner.Training training -> stop(entry);
      case Runner.Step step -> stop(entry);
      // It ends within seconds, and nobody listens.
      case Runner.Local local -> {}
    }
  }

  private void stop(Entry entry) {
    pending++;
    Async.procedure(() -> Workflow.newUntypedExternalWorkflowStub(entry.work.id()).cancel())
        .handle((done, failure) -> {
          // Whether or not it failed: work that has ended need not be stopped.
          pending--;
          return done;
        });
  }

  private void signal(Entry entry, RolloutSignal signal, String reason) {
    signal(entry, signal.text(), WorkCall.command(entry.work, signal, reason));
  }

  private void signal(Entry entry, String name, Object... arguments) {
    pending++;
    Async.procedure(
            () -> Workflow.newUntypedExternalWorkflowStub(entry.work.id()).signal(name, arguments))
        .handle((done, failure) -> {
          pending--;
          if (failure != null && entries.get(entry.work.id()) == entry) {
            // It has ended without a word, or was never started.
            entry.told = null;
            entry.watched = false;
            look(entry);
          }
          return done;
        });
  }
}
