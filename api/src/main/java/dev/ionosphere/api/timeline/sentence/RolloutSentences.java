package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.RolloutEvent;

/** Rollouts in words. */
final class RolloutSentences {

  static Sentence of(RolloutEvent event) {
    return switch (event) {
      case RolloutEvent.RolloutStarted started ->
          said(
                  Mood.BUSY,
                  "Rollout of generation %d to %s started"
                      .formatted(started.generation(), Words.count(started.devices(), "device")))
              .linked(page(event));
      case RolloutEvent.RolloutWave wave ->
          said(
                  wave.verdict().equals("passed") ? Mood.OK : Mood.BAD,
                  "Wave %d %s".formatted(wave.wave(), wave.verdict()),
                  wave.reason() == null
                      ? counts(wave.active(), wave.failed(), wave.silent())
                      : wave.reason())
              .linked(page(event));
      case RolloutEvent.RolloutPaused paused ->
          said(Mood.WAIT, "Rollout paused", paused.reason()).linked(page(event));
      case RolloutEvent.RolloutResumed resumed ->
          said(Mood.BUSY, "Rollout resumed", resumed.reason()).linked(page(event));
      case RolloutEvent.RolloutFinished finished ->
          said(
                  mood(finished.outcome()),
                  "Rollout " + finished.outcome(),
                  finished.reason() == null
                      ? counts(finished.active(), finished.failed(), finished.silent())
                      : finished.reason())
              .linked(page(event));
      case RolloutEvent.DeviceApplied applied ->
          said(
                  mood(applied.status()),
                  "Device %s: %s generation %d"
                      .formatted(applied.device(), applied.status(), applied.generation()),
                  applied.reason())
              .linked("/devices/" + applied.device());
    };
  }

  private static String page(RolloutEvent event) {
    return "/rollouts/" + event.rollout();
  }

  private static String counts(int active, int failed, int silent) {
    return "%d active, %d failed, %d silent".formatted(active, failed, silent);
  }

  /** Of words that this or a newer worker says. */
  private static Mood mood(String word) {
    return switch (word) {
      case "completed", "active" -> Mood.OK;
      case "failed", "aborted", "refused" -> Mood.BAD;
      case "silent" -> Mood.WAIT;
      default -> Mood.IDLE;
    };
  }

  private RolloutSentences() {}
}
