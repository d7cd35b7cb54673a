package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.RunEvent;

/** Runs of trainings in words. */
final class RunSentences {

  static Sentence of(RunEvent event) {
    return switch (event) {
      case RunEvent.TrainingStarted started ->
          said(Mood.BUSY, "Training " + started.run() + " started", started.reason())
              .linked("/runs/" + started.run());
      case RunEvent.TrainingFinished finished ->
          said(
                  Mood.OK,
                  "Training " + finished.run() + " made model " + Words.digest(finished.digest()),
                  Words.numbers(finished.metrics()))
              .linked("/runs/" + finished.run());
      case RunEvent.TrainingFailed failed ->
          said(Mood.BAD, "Training " + failed.run() + " failed", failed.error())
              .linked("/runs/" + failed.run());
      case RunEvent.TrainingStopped stopped ->
          said(Mood.IDLE, "Training " + stopped.run() + " stopped", stopped.reason())
              .linked("/runs/" + stopped.run());
      case RunEvent.RunSkipped skipped ->
          said(
              Mood.IDLE,
              skipped.count() == 1
                  ? "A run of " + skipped.node() + " did not start"
                  : skipped.count() + " runs of " + skipped.node() + " did not start",
              skipped.reason());
      case RunEvent.EventSuppressed suppressed ->
          said(Mood.IDLE, "Edge " + suppressed.edge() + " did not fire", suppressed.reason());
      case RunEvent.WorkWaiting waiting ->
          said(Mood.WAIT, waiting.work() + " waits in step " + waiting.step(), waiting.reason());
      case RunEvent.WorkResumed resumed ->
          said(Mood.BUSY, resumed.work() + " goes on with step " + resumed.step());
    };
  }

  private RunSentences() {}
}
