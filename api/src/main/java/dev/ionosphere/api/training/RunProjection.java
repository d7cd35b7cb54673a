package dev.ionosphere.api.training;

import dev.ionosphere.api.alert.AlertBook;
import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEvent;
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
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (!(event instanceof RunEvent told)) {
      return;
    }
    switch (told) {
      case RunEvent.TrainingStarted started -> started(record, started);
      case RunEvent.TrainingFinished finished -> finished(record, finished);
      case RunEvent.TrainingFailed failed -> failed(record, failed);
      case RunEvent.TrainingStopped stopped ->
          runs.end(id(stopped.run()), "stopped", record.occurredAt(), stopped.reason());
      case RunEvent.RunSkipped skipped -> {}
      case RunEvent.EventSuppressed suppressed -> {}
      case RunEvent.WorkWaiting waiting -> {}
      case RunEvent.WorkResumed resumed -> {}
    }
  }

  private void started(TimelineRecord record, RunEvent.TrainingStarted event) {
    if (!runs.existsById(id(event.run()))) {
      runs.save(
          new TrainingRun(
              id(event.run()),
              record.ion(),
              record.node() == null ? "" : record.node(),
              "running",
              Storable.text(event.reason(), CAUSE),
              Storable.text(event.requester(), PERSON),
              record.occurredAt(),
              null,
              null,
              Map.of(),
              null,
              null));
    }
  }

  private void finished(TimelineRecord record, RunEvent.TrainingFinished event) {
    runs.finish(
        id(event.run()),
        record.occurredAt(),
        Storable.text(event.digest(), DIGEST),
        event.metrics(),
        Storable.text(event.evidence(), DIGEST));
    alerts.clear(record.ion(), "training-failed", node(record), record.occurredAt());
  }

  private void failed(TimelineRecord record, RunEvent.TrainingFailed event) {
    runs.end(id(event.run()), "failed", record.occurredAt(), event.error());
    alerts.raise(
        record.ion(),
        record.node(),
        node(record),
        "training-failed",
        "critical",
        "run " + id(event.run()) + " failed: " + event.error(),
        record.occurredAt());
  }

  private static String id(String run) {
    return ColumnLimits.id(run, ID);
  }

  private static String node(TimelineRecord record) {
    return record.node() == null ? record.subject() : record.node();
  }
}
