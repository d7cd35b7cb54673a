package dev.ionosphere.workflows.rollout;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The cohorts of a rollout: about ten at a time are asked, any number may stay behind. */
final class Cohorts {

  /** More at once do not make a rollout faster, they make Temporal retry. */
  private static final int AT_A_TIME = 10;

  private record Key(int wave, int number) {}

  /**
   * A cohort that runs.
   *
   * @param started whether there is anything that can be cancelled
   */
  private record Running(CancellationScope scope, Promise<WorkflowExecution> started) {

    /**
     * Cancels it when it has started. Temporal knows nothing of a child that is only about to
     * start, and would wait for ever for one that was cancelled then.
     */
    void cancel() {
      Promise<Void> unused =
          started.handle((execution, failure) -> {
            scope.cancel("rollout stopped");
            return null;
          });
    }
  }

  private final RolloutInput rollout;
  private final Map<Key, Tally> tallies = new LinkedHashMap<>();
  private final Map<Key, Running> open = new LinkedHashMap<>();
  private final Set<Key> unsettled = new LinkedHashSet<>();

  Cohorts(RolloutInput rollout) {
    this.rollout = rollout;
  }

  /**
   * Asks the devices of a wave and returns when all have answered or count as silent.
   *
   * @param blocked no further cohort starts while it holds
   */
  void ask(int wave, List<String> devices, Instant deadline, BooleanSupplier blocked) {
    int number = 0;
    for (List<String> cohort : WavePlan.cohorts(devices)) {
      number++;
      Workflow.await(() -> unsettled.size() < AT_A_TIME && !blocked.getAsBoolean());
      start(new CohortInput(rollout, wave, number, cohort, deadline));
    }
    Workflow.await(unsettled::isEmpty);
  }

  private void start(CohortInput input) {
    Key key = new Key(input.wave(), input.number());
    // Nobody has answered yet, and nobody is silent yet.
    tallies.put(key, new Tally(input.devices().size(), 0, 0, 0));
    CohortWorkflow child =
        Workflow.newChildWorkflowStub(CohortWorkflow.class, CohortCall.options(input));
    CancellationScope scope =
        Workflow.newDetachedCancellationScope(() ->
            Async.function(child::serve, input)
                .handle((report, failure) -> {
                  open.remove(key);
                  unsettled.remove(key);
                  if (failure == null) {
                    tallies.put(key, report.tally());
                  } else {
                    silence(key);
                  }
                  return null;
                }));
    unsettled.add(key);
    open.put(key, new Running(scope, Workflow.getWorkflowExecution(child)));
    scope.run();
  }

  /** A cohort that was lost has not answered. */
  private void silence(Key key) {
    Tally last = tallies.getOrDefault(key, Tally.NONE);
    tallies.put(
        key, new Tally(last.asked(), last.active(), last.failed(), last.waiting() + last.silent()));
  }

  /** A cohort stays behind for silent devices, or was cancelled. */
  void settled(CohortReport report) {
    Key key = new Key(report.wave(), report.number());
    if (open.containsKey(key)) {
      tallies.put(key, report.tally());
      unsettled.remove(key);
    }
  }

  void cancel() {
    List.copyOf(open.values()).forEach(Running::cancel);
  }

  boolean finished() {
    return open.isEmpty();
  }

  Tally tally() {
    return tallies.values().stream().reduce(Tally.NONE, Tally::plus);
  }

  Tally tally(int wave) {
    return tallies.entrySet().stream()
        .filter(entry -> entry.getKey().wave() == wave)
        .map(Map.Entry::getValue)
        .reduce(Tally.NONE, Tally::plus);
  }
}
