package dev.ionosphere.workflows.rollout;

/** A report in the shape that the ION's signal {@code event} reads. */
record ReportSignal(String type, String id, RolloutReport report) {

  ReportSignal(String id, RolloutReport report) {
    this("rollout-reported", id, report);
  }
}
