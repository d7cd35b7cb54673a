package dev.ionosphere.workflows.rollout;

import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.workflows.device.DeviceActivities;
import dev.ionosphere.workflows.device.DeviceOrder;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RolloutEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineOutbox;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks every device of a cohort at once, and stays until the last has answered. */
public final class CohortShell implements CohortWorkflow {

  private final CohortInput input;
  private final RolloutInput rollout;
  private final TimelineOutbox outbox;
  private final Answers answers;
  private final FetchingDevices fetching;
  private int asking;

  @WorkflowInit
  public CohortShell(CohortInput input) {
    this.input = input;
    rollout = input.rollout();
    outbox = new TimelineOutbox(rollout.ion(), List.of(), null);
    answers = new Answers(input.devices().size());
    fetching = new FetchingDevices(input.devices());
  }

  @Override
  public CohortReport serve(CohortInput again) {
    outbox.start();
    try {
      if (Workflow.getVersion("signed-orders", Workflow.DEFAULT_VERSION, 1) == 1) {
        order();
      } else {
        input.devices().forEach(this::ask);
      }
      show();
      Instant silentFrom = now().plus(rollout.silentAfter());
      while (open() && now().isBefore(silentFrom)) {
        Workflow.await(Duration.between(now(), silentFrom), this::somethingToDo);
        note();
      }
      if (open()) {
        // The rollout need not wait any longer; this cohort does.
        noteSilent("no answer within " + words(rollout.silentAfter()));
        tellRollout();
      }
      while (open() && await()) {
        if (note()) {
          tellRollout();
        }
      }
      noteSilent("no answer by the deadline");
    } catch (CanceledFailure superseded) {
      // What was answered counts; who was not reached is no longer asked. A cancelled workflow
      // has no result, so it is told.
      Workflow.newDetachedCancellationScope(this::tellRollout).run();
    }
    note();
    Workflow.newDetachedCancellationScope(() -> Workflow.await(outbox::delivered)).run();
    return report();
  }

  /** Has the hub sign orders, a message full at a time, and sends each on its way at once. */
  private void order() {
    List<String> left = input.devices();
    while (!left.isEmpty() && now().isBefore(input.deadline())) {
      try {
        SignedOrders signed =
            SigningCall.orders(input)
                .sign(
                    new OrderRequest(
                        rollout.claim(), input.wave(), input.number(), left, rollout.trace()));
        signed.orders().forEach(this::send);
        signed.fetched().forEach(this::fetches);
        signed.refused().forEach(refused -> refused(refused.device(), refused.reason()));
        left = signed.left();
      } catch (ActivityFailure failure) {
        if (failure.getCause() instanceof CanceledFailure superseded) {
          throw superseded;
        }
        String reason = DeviceAnswers.reason(failure);
        left.forEach(device -> refused(device, reason));
        return;
      }
    }
  }

  private void refused(String device, String reason) {
    answers.add(DeviceAnswers.refused(rollout, device, reason));
  }

  private void send(DeviceOrder order) {
    Duration left = Duration.between(now(), input.deadline());
    if (left.isPositive()) {
      DeviceActivities device = DeviceCall.stub(rollout, order.device(), left);
      heard(order.device(), Async.function(device::follow, order));
    }
  }

  /** It fetches its order from the hub; its answer may have come already. */
  private void fetches(String device) {
    answers.await(device);
    fetching.await(device).ifPresent(this::fetched);
  }

  @Override
  public void answers(@Nullable AnswersSignal signal) {
    if (signal != null) {
      signal.answers().stream()
          .flatMap(answer -> fetching.answered(answer).stream())
          .forEach(this::fetched);
    }
  }

  private void fetched(ApplyOutcome answer) {
    answers.add(DeviceAnswers.answer(rollout, answer.device(), answer));
  }

  /** Whether a device may still answer. */
  private boolean open() {
    return asking > 0 || fetching.any();
  }

  private boolean somethingToDo() {
    return answers.hasFresh() || !open();
  }

  /**
   * Waits for answers. Temporal ends what it was asked to do at the deadline by itself; those who
   * fetch their orders are given up here.
   */
  private boolean await() {
    if (!fetching.any()) {
      Workflow.await(this::somethingToDo);
      return true;
    }
    Duration left = Duration.between(now(), input.deadline());
    boolean inTime = left.isPositive() && Workflow.await(left, this::somethingToDo);
    if (!inTime) {
      fetching.giveUp();
    }
    return inTime || asking > 0;
  }

  /** As rollouts did that began before orders were signed. */
  private void ask(String device) {
    DesiredState desired =
        new DesiredState(
            device,
            rollout.ion(),
            rollout.node(),
            rollout.generation(),
            rollout.model(),
            rollout.every(),
            rollout.file(),
            rollout.batch(),
            rollout.trace());
    Duration left = Duration.between(now(), input.deadline());
    if (!left.isPositive()) {
      return;
    }
    DeviceActivities activities = DeviceCall.stub(rollout, device, left);
    heard(device, Async.function(activities::apply, desired));
  }

  private void heard(String device, Promise<ApplyOutcome> answer) {
    asking++;
    answers.await(device);
    Promise<Void> unused =
        answer.handle((outcome, failure) -> {
          asking--;
          if (failure == null) {
            answers.add(DeviceAnswers.answer(rollout, device, outcome));
          } else {
            DeviceAnswers.failure(rollout, device, failure).ifPresent(answers::add);
          }
          return null;
        });
  }

  /** Puts new answers on the timeline. Whether there were any. */
  private boolean note() {
    List<ApplyOutcome> fresh = answers.takeFresh();
    for (ApplyOutcome outcome : fresh) {
      String status = outcome.status().name().toLowerCase(Locale.ROOT);
      note(Actor.device(outcome.device()), outcome.device(), status, outcome.reason());
    }
    show();
    return !fresh.isEmpty();
  }

  /** Puts each device that is given up on the timeline, once; its answer may still come. */
  private void noteSilent(String reason) {
    List<String> silent = answers.takeSilent();
    // Cohorts from before this was told go on as they began.
    if (!silent.isEmpty()
        && Workflow.getVersion("silent-devices", Workflow.DEFAULT_VERSION, 1) == 1) {
      silent.forEach(device -> note(Actor.SYSTEM, device, "silent", reason));
    }
  }

  private void note(Actor actor, String device, String status, String reason) {
    outbox.append(
        new TimelineEntry(
            Workflow.getInfo().getOriginalExecutionRunId() + "/" + device + "/" + status,
            now(),
            actor,
            rollout.node(),
            rollout.cause(),
            new RolloutEvent.DeviceApplied(
                device,
                rollout.rollout(),
                rollout.node(),
                rollout.generation(),
                rollout.model().digest(),
                status,
                reason)));
  }

  private void show() {
    Workflow.setCurrentDetails(WorkflowDetails.of(input, answers.tally(), answers.awaited()));
  }

  /** Such as 1h or 30s. */
  private static String words(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  private void tellRollout() {
    try {
      Workflow.newExternalWorkflowStub(RolloutWorkflow.class, rollout.rollout()).cohort(report());
    } catch (SignalExternalWorkflowException | ApplicationFailure e) {
      // The rollout is over; this cohort's cancellation is on its way.
    }
  }

  private CohortReport report() {
    return new CohortReport(input.wave(), input.number(), answers.tally());
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
