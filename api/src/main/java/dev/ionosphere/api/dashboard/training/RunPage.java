package dev.ionosphere.api.dashboard.training;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.training.RunProgress;
import dev.ionosphere.api.training.TrainingRun;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param progress as its worker last said, null if it has said nothing
 * @param approvals that its model went or goes through
 * @param sizes of the clusters of its model, empty if it has none
 * @param tables of the metrics of its model
 * @param temporal address of the ION's workflow in Temporal's UI, empty if there is none
 */
public record RunPage(
    TrainingRun run,
    @Nullable RunProgress progress,
    List<Approval> approvals,
    String sizes,
    List<MetricTable> tables,
    String temporal,
    boolean mayStop) {
  private static final String STAGES_DONE = "stages done";
  private static final String STAGES_KNOWN = "stages known";
  private static final String TASKS_FAILED = "tasks failed";

  public RunPage {
    approvals = List.copyOf(approvals);
    tables = List.copyOf(tables);
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

  /** The program's own; what its engine counts is shown with the progress. */
  public Map<String, Double> counters() {
    Map<String, Double> own = new TreeMap<>(reported());
    own.keySet().removeAll(Set.of(STAGES_DONE, STAGES_KNOWN, TASKS_FAILED));
    return own;
  }

  /** How many stages are done, empty of an engine that has none. */
  public String stages() {
    Double known = reported().get(STAGES_KNOWN);
    return known == null
        ? ""
        : "%.0f of %.0f known so far".formatted(reported().getOrDefault(STAGES_DONE, 0.0), known);
  }

  /** How often a task failed, also where another attempt made up for it; null if not counted. */
  public @Nullable Long failedTasks() {
    Double failed = reported().get(TASKS_FAILED);
    return failed == null ? null : failed.longValue();
  }

  private Map<String, Double> reported() {
    return progress == null ? Map.of() : progress.counters();
  }
}
