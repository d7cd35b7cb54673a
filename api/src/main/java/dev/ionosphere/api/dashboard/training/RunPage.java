package dev.ionosphere.api.dashboard.training;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.training.RunProgress;
import dev.ionosphere.api.training.TrainingRun;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param progress as its worker last said, null if it has said nothing
 * @param approvals that its model went or goes through
 * @param temporal address of the ION's workflow in Temporal's UI, empty if there is none
 */
public record RunPage(
    TrainingRun run,
    @Nullable RunProgress progress,
    List<Approval> approvals,
    String temporal,
    boolean mayStop) {
  public RunPage {
    approvals = List.copyOf(approvals);
  }

  public boolean running() {
    return run.state().equals("running");
  }

  public boolean canStop() {
    return mayStop && running();
  }

  /** How much is done, 0 to 1; what has finished is done whatever was last reported. */
  public double fraction() {
    return run.state().equals("finished") ? 1 : progress == null ? 0 : progress.fraction();
  }

  /** As the worker says while it runs; then as it ended, which the worker may not have said. */
  public String phase() {
    return running() && progress != null ? progress.phase() : run.state();
  }

  public Map<String, Double> metrics() {
    return new TreeMap<>(run.metrics());
  }

  public Map<String, Double> counters() {
    return progress == null ? Map.of() : new TreeMap<>(progress.counters());
  }
}
