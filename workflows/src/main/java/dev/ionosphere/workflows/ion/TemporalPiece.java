package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutSignal;
import dev.ionosphere.workflows.watch.EndSignal;
import dev.ionosphere.workflows.work.FailureText;
import dev.ionosphere.workflows.work.WorkStanding;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Promise;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work that a child workflow or a local activity does. */
final class TemporalPiece implements WorkPiece {

  private final String ion;
  private final Work work;
  private final Consumer<WorkEnd> over;
  private final Sends sends;
  private final WorkLooks looks;
  private Work.Mode wanted;

  /** Absent: an earlier run of the ION told it, or nothing that it has heard. */
  private Work.@Nullable Mode told;

  /** Whether it says when it ends, because another run of the ION started it. */
  private boolean watched;

  /** Done when Temporal knows the workflow; absent: this run has not started it. */
  private @Nullable Promise<?> started;

  private boolean closed;

  TemporalPiece(String ion, Work work, Consumer<WorkEnd> over, Sends sends) {
    this.ion = ion;
    this.work = work;
    this.over = over;
    this.sends = sends;
    wanted = work.mode();
    looks = new WorkLooks(work.id(), this::found);
  }

  @Override
  public Work work() {
    return work;
  }

  @Override
  public void start() {
    switch (work.runner()) {
      case Runner.Training() -> child("Work", WorkCall.order(ion, work, null));
      case Runner.Step(String activity, Class<?> output) ->
          child("Work", WorkCall.order(ion, work, activity));
      case Runner.Rollout() -> child("Rollout", work.input());
      case Runner.Local(String activity, Class<?> output) -> local(activity);
    }
  }

  @Override
  public void find() {
    if (work.runner() instanceof Runner.Local) {
      start();
    } else {
      looks.now();
    }
  }

  @Override
  public void tell(Work.Mode mode) {
    if (wanted != mode) {
      wanted = mode;
      tellMode();
    }
  }

  @Override
  public void look() {
    if (started == null) {
      looks.soon();
    }
  }

  @Override
  public void end(Optional<Work> next) {
    close();
    Promise<?> starting = started;
    if (starting == null || starting.isCompleted()) {
      stop(next);
    } else {
      starting.handle((execution, failure) -> {
        stop(next);
        return null;
      });
    }
  }

  /** The run of the ION waits for it before another takes its place. */
  private void local(String activity) {
    sends.begun();
    Promise<Object> result =
        WorkCall.local(work).executeAsync(activity, Object.class, work.input());
    started = result;
    result.handle((output, failure) -> {
      sends.done();
      ended(
          failure == null
              ? WorkCall.end(work, output)
              : new WorkEnd.Failed(FailureText.of(failure)));
      return output;
    });
  }

  private void child(String type, Object input) {
    sends.begun();
    ChildWorkflowStub child = WorkCall.child(ion, type, work);
    Promise<Object> result = child.executeAsync(Object.class, input);
    Promise<WorkflowExecution> execution = child.getExecution();
    started = execution;
    told = Work.Mode.RUN;
    execution.handle((begun, failure) -> {
      sends.done();
      if (failure == null) {
        tellMode();
      } else {
        started = null;
        told = null;
        if (WorkCall.runsAlready(failure)) {
          looks.now();
        }
      }
      return begun;
    });
    result.handle((output, failure) -> {
      if (failure == null) {
        ended(WorkCall.end(work, output));
      } else if (failure instanceof ChildWorkflowFailure && !WorkCall.runsAlready(failure)) {
        ended(WorkCall.gone(work, failure));
      }
      return output;
    });
  }

  private void found(WorkStanding standing) {
    if (closed) {
      return;
    }
    switch (standing.state()) {
      case UNKNOWN -> start();
      case RUNNING -> {
        watch();
        tellMode();
        looks.again();
      }
      case COMPLETED -> ended(WorkCall.end(work, standing.result()));
      case CANCELLED -> ended(WorkCall.cancelled(work));
      case GONE -> ended(new WorkEnd.Lost(work.id() + " is gone: " + standing.reason()));
    }
  }

  private void ended(WorkEnd end) {
    if (!closed) {
      close();
      over.accept(end);
    }
  }

  private void close() {
    closed = true;
    looks.end();
  }

  /** Temporal tells a child's end only to the run that started it; others must be told. */
  private void watch() {
    if (!watched) {
      watched = true;
      sends.signal(work.id(), EndSignal.WATCH, this::unheard);
    }
  }

  /** Only a rollout can be paused. */
  private void tellMode() {
    Promise<?> starting = started;
    boolean reachable = starting == null || starting.isCompleted();
    if (told == wanted || !reachable || !(work.runner() instanceof Runner.Rollout)) {
      return;
    }
    told = wanted;
    switch (wanted) {
      case PAUSE -> signal(RolloutSignal.PAUSE, "ION paused");
      case RUN -> signal(RolloutSignal.RESUME, "ION resumed");
    }
  }

  private void stop(Optional<Work> next) {
    switch (work.runner()) {
      case Runner.Rollout() ->
          next.filter(newer -> newer.runner() instanceof Runner.Rollout)
              .ifPresentOrElse(
                  newer -> signal(RolloutSignal.SUPERSEDE, newer.summary()),
                  () -> signal(RolloutSignal.ABORT, "the ION wants it no longer"));
      case Runner.Training training -> sends.cancel(work.id());
      case Runner.Step step -> sends.cancel(work.id());
      // It ends within seconds, and nobody listens.
      case Runner.Local local -> {}
    }
  }

  private void signal(RolloutSignal signal, String reason) {
    sends.signal(work.id(), signal.text(), this::unheard, WorkCall.command(work, signal, reason));
  }

  /** It has ended without a word, or was never started. */
  private void unheard() {
    if (!closed) {
      told = null;
      watched = false;
      looks.now();
    }
  }
}
