package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.ReleaseEvent;

/** Releases of models in words. */
final class ReleaseSentences {

  static Sentence of(ReleaseEvent event) {
    return switch (event) {
      case ReleaseEvent.ModelReleased released ->
          said(
                  Mood.OK,
                  "Model %s released to %s as generation %d"
                      .formatted(
                          Words.digest(released.digest()), released.node(), released.generation()))
              .linked(page(event));
      case ReleaseEvent.ModelSet set ->
          said(
                  Mood.WAIT,
                  "Model %s set by hand as generation %d%s"
                      .formatted(
                          Words.digest(set.digest()),
                          set.generation(),
                          set.rollback() ? ", a rollback" : ""),
                  set.reason())
              .linked(page(event));
      case ReleaseEvent.ModelProven proven ->
          said(
                  Mood.OK,
                  "Model %s proven at %s, generation %d"
                      .formatted(Words.digest(proven.digest()), proven.node(), proven.generation()))
              .linked(page(event));
      case ReleaseEvent.ModelRejected rejected ->
          said(
                  Mood.BAD,
                  "Model %s rejected at %s, generation %d"
                      .formatted(
                          Words.digest(rejected.digest()), rejected.node(), rejected.generation()),
                  rejected.reason())
              .linked(page(event));
      case ReleaseEvent.ModelRecalled recalled ->
          said(
                  Mood.BAD,
                  "Model %s of %s recalled"
                      .formatted(Words.digest(recalled.digest()), recalled.node()),
                  recalled.reason())
              .linked(page(event));
      case ReleaseEvent.ReleaseRefused refused ->
          said(
              Mood.BAD,
              "No order was signed for generation %d of %s, model %s"
                  .formatted(refused.generation(), refused.node(), Words.digest(refused.digest())),
              refused.reason());
    };
  }

  private static String page(ReleaseEvent event) {
    return "/models/" + event.digest();
  }

  private ReleaseSentences() {}
}
