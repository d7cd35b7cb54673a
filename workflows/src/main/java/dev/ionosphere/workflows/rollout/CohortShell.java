package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.device.ApplyOutcome;
import dev.ionosphere.workflows.device.DesiredState;
import dev.ionosphere.workflows.device.DeviceActivities;
import dev.ionosphere.workflows.timeline.Ledger;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineKind;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks every device of a cohort at once, and stays until the last has answered. */
public final class CohortShell implements CohortWorkflow {

  private final CohortInput input;
  private final RolloutInput rollout;
  private final Ledger ledger;
  private final Answers answers;
  private int entries;
  private int asking;

  @WorkflowInit
  public CohortShell(CohortInput input) {
    this.input = input;
    rollout = input.rollout();
    ledger = new Ledger(rollout.ion(), List.of(), null);
    answers = new Answers(input.devices().size());
  }

  @Override
  public CohortReport serve(CohortInput again) {
    ledger.start();
    try {
      input.devices().forEach(this::ask);
      Instant silentFrom = now().plus(rollout.silentAfter());
      while (asking > 0 && now().isBefore(silentFrom)) {
        Workflow.await(Duration.between(now(), silentFrom), this::somethingToDo);
        note();
      }
      if (asking > 0) {
        // The rollout need not wait any longer; this cohort does.
        tellRollout();
      }
      while (asking > 0) {
        Workflow.await(this::somethingToDo);
        if (note()) {
          tellRollout();
        }
      }
    } catch (CanceledFailure superseded) {
      // What was answered counts; who was not reached is no longer asked. A cancelled workflow
      // has no result, so it is told.
      Workflow.newDetachedCancellationScope(this::tellRollout).run();
    }
    note();
    Workflow.newDetachedCancellationScope(() -> Workflow.await(ledger::delivered)).run();
    return report();
  }

  private boolean somethingToDo() {
    return answers.hasFresh() || asking == 0;
  }

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
    asking++;
    DeviceActivities activities =
        Workflow.newActivityStub(DeviceActivities.class, DeviceCall.options(desired, left));
    Async.function(activities::apply, desired)
        .handle((outcome, failure) -> {
          asking--;
          if (failure == null) {
            answers.add(Heard.answer(rollout, device, outcome));
          } else {
            Heard.failure(rollout, device, failure).ifPresent(answers::add);
          }
          return null;
        });
  }

  /** Puts new answers on the timeline. Whether there were any. */
  private boolean note() {
    List<ApplyOutcome> fresh = answers.takeFresh();
    fresh.forEach(outcome -> ledger.append(entry(outcome)));
    return !fresh.isEmpty();
  }

  private TimelineEntry entry(ApplyOutcome outcome) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("device", outcome.device());
    data.put("rollout", rollout.rollout());
    data.put("node", rollout.node());
    data.put("generation", rollout.generation());
    data.put("digest", rollout.model().digest());
    data.put("status", outcome.status().name().toLowerCase(Locale.ROOT));
    data.put("reason", outcome.reason());
    entries++;
    return new TimelineEntry(
        Workflow.getInfo().getRunId() + "-" + entries,
        now(),
        TimelineKind.DEVICE_APPLIED,
        "device:" + outcome.device(),
        outcome.device(),
        rollout.node(),
        rollout.cause(),
        data);
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
