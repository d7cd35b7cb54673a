package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.NoticeEvent;

/** Notices in words. */
final class NoticeSentences {

  static Sentence of(NoticeEvent event) {
    return switch (event) {
      case NoticeEvent.NoticeSent sent ->
          said(Mood.OK, "Notice sent to " + sent.receiver(), sent.title());
      case NoticeEvent.NoticeFailed failed ->
          said(
              Mood.BAD,
              "Notice to %s was not delivered".formatted(failed.receiver()),
              failed.reason());
    };
  }

  private NoticeSentences() {}
}
