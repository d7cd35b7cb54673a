package dev.ionosphere.workflows.timeline;

import java.util.List;

/**
 * Entries of one ION to append together.
 *
 * @param workflow id of the workflow that saw them
 * @param workflowRun its run id
 */
public record TimelineBatch(
    String ion, String workflow, String workflowRun, List<TimelineEntry> entries) {

  public TimelineBatch {
    entries = List.copyOf(entries);
  }
}
