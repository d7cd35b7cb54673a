package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.GateEvent;

/** Gates in words. */
final class GateSentences {

  static Sentence of(GateEvent event) {
    return switch (event) {
      case GateEvent.GateJudged judged -> judged(judged);
      case GateEvent.GateVoided voided -> said(Mood.IDLE, "Gate did not judge", voided.reason());
    };
  }

  private static Sentence judged(GateEvent.GateJudged judged) {
    String model = "model " + Words.digest(judged.candidate());
    return switch (judged.verdict()) {
      case "pass" -> said(Mood.OK, "Gate let " + model + " pass", judged.condition());
      case "stop" -> said(Mood.BAD, "Gate stopped " + model, judged.condition());
      default -> said(Mood.WAIT, "Gate is inconclusive about " + model, judged.reason());
    };
  }

  private GateSentences() {}
}
