package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.TokenEvent;

/** What becomes of candidates, in words. */
final class TokenSentences {

  static Sentence of(TokenEvent event) {
    return switch (event) {
      case TokenEvent.TokenSuperseded superseded ->
          said(
              Mood.IDLE,
              "Candidate "
                  + superseded.token()
                  + " on "
                  + superseded.edge()
                  + " gave way to "
                  + superseded.by());
      case TokenEvent.TokenWithdrawn withdrawn ->
          said(
              Mood.IDLE,
              "Candidate " + withdrawn.token() + " on " + withdrawn.edge() + " withdrawn",
              withdrawn.reason());
      case TokenEvent.JoinFired fired ->
          said(
              Mood.OK,
              "Join "
                  + fired.join()
                  + " fired with "
                  + Words.count(fired.tokens().size(), "arrival"),
              fired.missing().isEmpty() ? "" : "without " + String.join(", ", fired.missing()));
      case TokenEvent.JoinFailed failed ->
          said(
              Mood.BAD,
              "Join %s failed, it needs %d branches and can have %d"
                  .formatted(failed.join(), failed.need(), failed.had()),
              failed.reason());
      case TokenEvent.ArrivalLate late ->
          said(
              Mood.IDLE,
              "Candidate "
                  + late.token()
                  + " on "
                  + late.edge()
                  + " came too late for join "
                  + late.join());
    };
  }

  private TokenSentences() {}
}
