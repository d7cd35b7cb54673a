package dev.ionosphere.workflows.rollout;

import java.util.List;

/** What Temporal's own UI and CLI show of a rollout or a cohort, in Markdown. */
final class WorkflowDetails {

  private static final int MOST_NAMES = 20;

  static String of(RolloutView view) {
    return """
    Generation %d of `%s` is **%s**, wave %d of %d.

    Model `%s`

    %s\
    """
        .formatted(
            view.generation(),
            view.node(),
            view.status().text(),
            view.wave(),
            view.waves().size(),
            view.digest(),
            table(view.tally(), "silent"));
  }

  /**
   * @param awaited devices that have not answered
   */
  static String of(CohortInput input, Tally tally, List<String> awaited) {
    return """
    Cohort %d of wave %d of generation %d.

    %s%s\
    """
        .formatted(
            input.number(),
            input.wave(),
            input.rollout().generation(),
            table(tally, "no answer yet"),
            awaited.isEmpty() ? "" : "\nWaiting for " + names(awaited) + ".\n");
  }

  private static String table(Tally tally, String unheard) {
    return """
    | asked | hold it | failed | %s |
    |---|---|---|---|
    | %d | %d | %d | %d |
    """
        .formatted(unheard, tally.asked(), tally.active(), tally.failed(), tally.silent());
  }

  private static String names(List<String> devices) {
    String first = String.join(", ", devices.subList(0, Math.min(MOST_NAMES, devices.size())));
    int more = devices.size() - MOST_NAMES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private WorkflowDetails() {}
}
