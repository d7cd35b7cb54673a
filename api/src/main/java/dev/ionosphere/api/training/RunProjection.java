package dev.ionosphere.api.training;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.timeline.Facts;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.TimelineKind;
import jakarta.inject.Singleton;
import java.util.Map;

/** Training runs, as the timeline tells them. */
@Singleton
final class RunProjection implements Projection {

  // Widths of the columns.
  private static final int ID = 200;
  private static final int DIGEST = 80;
  private static final int CAUSE = 40;
  private static final int PERSON = 80;

  private final TrainingRuns runs;
  private final AlertBook alerts;

  RunProjection(TrainingRuns runs, AlertBook alerts) {
    this.runs = runs;
    this.alerts = alerts;
  }

  @Override
  public void apply(TimelineRecord record, Facts facts) {
    switch (record.kind()) {
      case TimelineKind.TRAINING_STARTED -> started(record, facts);
      case TimelineKind.TRAINING_FINISHED -> finished(record, facts);
      case TimelineKind.TRAINING_FAILED -> failed(record, facts);
      case TimelineKind.TRAINING_STOPPED -> stopped(record, facts);
      default -> {}
    }
  }

  private void started(TimelineRecord record, Facts facts) {
    if (!runs.existsById(facts.id("run", ID))) {
      runs.save(
          new TrainingRun(
              facts.id("run", ID),
              record.ion(),
              record.node() == null ? "" : record.node(),
              "running",
              facts.text("reason", CAUSE),
              facts.text("requester", PERSON),
              record.occurredAt(),
              null,
              null,
              Map.of(),
              null,
              null));
    }
  }

  private void finished(TimelineRecord record, Facts facts) {
    runs.finish(
        facts.id("run", ID),
        record.occurredAt(),
        facts.text("digest", DIGEST),
        facts.numbers("metrics"),
        facts.optional("evidence", DIGEST));
    alerts.clear(record.ion(), "training-failed", node(record), record.occurredAt());
  }

  private void failed(TimelineRecord record, Facts facts) {
    runs.end(facts.id("run", ID), "failed", record.occurredAt(), facts.text("error"));
    alerts.raise(
        record.ion(),
        record.node(),
        node(record),
        "training-failed",
        "critical",
        "run " + facts.id("run", ID) + " failed: " + facts.text("error"),
        record.occurredAt());
  }

  private void stopped(TimelineRecord record, Facts facts) {
    runs.end(facts.id("run", ID), "stopped", record.occurredAt(), facts.text("reason"));
  }

  private static String node(TimelineRecord record) {
    return record.node() == null ? record.subject() : record.node();
  }
}
