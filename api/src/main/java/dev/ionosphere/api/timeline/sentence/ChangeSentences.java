package dev.ionosphere.api.timeline.sentence;

import static dev.ionosphere.api.timeline.sentence.Sentence.said;

import dev.ionosphere.workflows.timeline.ChangeEvent;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Changes of documents in words. */
final class ChangeSentences {

  static Sentence of(ChangeEvent event) {
    return switch (event) {
      case ChangeEvent.DocumentChanged changed ->
          said(
              Mood.IDLE,
              "Document changed to generation " + changed.ionGeneration(),
              changed.allowedBy() == null ? "" : "allowed by " + changed.allowedBy());
      case ChangeEvent.ChangeProposed proposed ->
          said(
              Mood.WAIT,
              "Document generation "
                  + proposed.ionGeneration()
                  + " weakens policy and waits for "
                  + String.join(", then ", proposed.stages()),
              String.join("; ", proposed.weakens()));
      case ChangeEvent.ChangeDecided decided ->
          said(
              decided.decision().equals("approve") ? Mood.OK : Mood.BAD,
              Words.decided(
                      decided.person(), decided.onBehalfOf(), decided.decision(), decided.outcome())
                  + " of change "
                  + decided.change(),
              decided.reason());
      case ChangeEvent.ChangeWithdrawn withdrawn ->
          said(Mood.IDLE, "Change " + withdrawn.change() + " withdrawn", withdrawn.reason());
      case ChangeEvent.GlassBroken glass ->
          said(
              Mood.BAD,
              "%s broke the glass: change %s goes through at %s unless an approver rejects it"
                  .formatted(
                      Words.person(glass.person()),
                      glass.change(),
                      glass.effectiveAt().truncatedTo(ChronoUnit.SECONDS)),
              glass.reason());
      case ChangeEvent.ChangeForced forced ->
          said(
              Mood.BAD,
              "Change %s went through without its approvers, %s broke the glass"
                  .formatted(forced.change(), Words.person(forced.person())),
              forced.reason());
      case ChangeEvent.CommandRefused refused ->
          said(Mood.BAD, "Command " + words(refused.command()) + " was refused", refused.reason());
    };
  }

  /** Those of the workflow have names such as {@code setModel}. */
  private static String words(String command) {
    return command.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  private ChangeSentences() {}
}
