package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.LifecycleEvent;

/** The life of an ION in words. */
final class LifecycleSentences {

  static Sentence of(LifecycleEvent event) {
    return switch (event) {
      case LifecycleEvent.IonLaunched launched ->
          said(Mood.OK, "ION launched, document generation " + launched.ionGeneration());
      case LifecycleEvent.IonPaused paused -> said(Mood.WAIT, "ION paused");
      case LifecycleEvent.IonResumed resumed -> said(Mood.OK, "ION resumed");
      case LifecycleEvent.IonStopped stopped -> said(Mood.IDLE, "ION stopped");
      case LifecycleEvent.KeyRotated rotated ->
          said(Mood.WAIT, "Ticket key " + rotated.keyId() + " " + rotated.change());
      case LifecycleEvent.RecordSetAside aside ->
          said(
              Mood.BAD,
              "A record of kind "
                  + aside.recordKind()
                  + " was left out, its digest is "
                  + Words.digest(aside.digest()),
              aside.reason());
    };
  }

  private LifecycleSentences() {}
}
