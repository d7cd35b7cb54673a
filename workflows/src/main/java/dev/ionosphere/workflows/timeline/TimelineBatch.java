package dev.ionosphere.workflows.timeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one ION to append together.
 *
 * @param workflow id of the workflow that saw them
 * @param workflowRun its run id
 * @param known the newest record that the hub told this workflow of, if it told of any: a ledger
 *     that does not have it any more has lost records
 */
public record TimelineBatch(
    String ion,
    String workflow,
    String workflowRun,
    List<TimelineEntry> entries,
    @Nullable ChainHead known) {

  public TimelineBatch {
    entries = List.copyOf(entries);
  }

  /** By a writer that remembers no record. */
  public TimelineBatch(
      String ion, String workflow, String workflowRun, List<TimelineEntry> entries) {
    this(ion, workflow, workflowRun, entries, null);
  }
}
