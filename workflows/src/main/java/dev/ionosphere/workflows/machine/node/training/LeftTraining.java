package dev.ionosphere.workflows.machine.node.training;

import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.schedule.NextFire;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.training.TrainingState.Run;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger tells of a training node whose ION was lost.
 *
 * @param run the one that was under way
 * @param lastFire when its schedule fired last, or began
 */
public record LeftTraining(String ion, @Nullable Open run, Instant lastFire) {

  /**
   * A run without an end.
   *
   * @param reason that it was started for
   * @param cause key of the record that says it started
   */
  public record Open(
      long number, String requester, String reason, Instant startedAt, String cause) {}

  /** The node's state; nothing if it is of another kind by now. */
  public Optional<NodeState> at(Node node, Instant now) {
    if (!(node instanceof TrainingNode training)) {
      return Optional.empty();
    }
    @Nullable Instant next =
        training
            .schedule()
            .flatMap(schedule -> NextFire.nextFire(schedule, lastFire, now))
            .orElse(null);
    return Optional.of(new TrainingState(run(training), null, next, lastFire, 0));
  }

  private @Nullable Run run(TrainingNode node) {
    return run == null
        ? null
        : new Run(
            WorkflowNames.work(ion, node.name(), run.number()),
            run.number(),
            Runs.job(
                node, ion, ion + "." + node.name() + "." + run.number(), run.requester(), null),
            node.attempts(),
            run.reason(),
            run.startedAt(),
            run.cause(),
            null);
  }
}
