package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.LifecycleEvent;
import java.util.ArrayList;
import java.util.List;

/** The life of an ION in words. */
final class LifecycleSentences {

  static Sentence of(LifecycleEvent event) {
    return switch (event) {
      case LifecycleEvent.IonLaunched launched ->
          said(Mood.OK, "ION launched, document generation " + launched.ionGeneration());
      case LifecycleEvent.IonPaused paused -> said(Mood.WAIT, "ION paused");
      case LifecycleEvent.IonResumed resumed -> said(Mood.OK, "ION resumed");
      case LifecycleEvent.IonStopped stopped ->
          said(
              Mood.IDLE,
              stopped.withdrawn() != null
                  ? "ION stopped, its models withdrawn from the devices"
                  : "ION stopped");
      case LifecycleEvent.IonLost lost ->
          said(Mood.BAD, "ION lost, its workflow is " + lost.reason());
      case LifecycleEvent.IonFound found ->
          said(Mood.WAIT, "Temporal runs the ION, which was " + found.believed() + " here");
      case LifecycleEvent.IonRecovered recovered ->
          said(
              Mood.OK,
              "ION recovered from its ledger, document generation " + recovered.ionGeneration(),
              detail(recovered));
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
      case LifecycleEvent.RecordsLost lost ->
          said(
              Mood.BAD,
              "Records up to " + lost.upTo() + " were lost, the ledger had " + lost.had(),
              "the workflow knows record %d with hash %s; Temporal's history tells what it was"
                  .formatted(lost.upTo(), Words.digest(lost.hash())));
      case LifecycleEvent.WitnessLost lost ->
          said(
              Mood.WAIT,
              "The workflow before cannot be read; whether records were lost is not known",
              lost.reason());
    };
  }

  private static String detail(LifecycleEvent.IonRecovered recovered) {
    List<String> parts = new ArrayList<>();
    if (!recovered.again().isEmpty()) {
      parts.add("candidates begin again: " + String.join(", ", recovered.again()));
    }
    if (!recovered.goesOn().isEmpty()) {
      parts.add("goes on: " + String.join(", ", recovered.goesOn()));
    }
    if (!recovered.ended().isEmpty()) {
      parts.add("ended: " + String.join(", ", recovered.ended()));
    }
    return String.join("; ", parts);
  }

  private LifecycleSentences() {}
}
