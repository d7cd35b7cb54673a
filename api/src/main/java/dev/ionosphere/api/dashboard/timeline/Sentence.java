package dev.ionosphere.api.dashboard.timeline;

import static dev.ionosphere.api.dashboard.Tone.BAD;
import static dev.ionosphere.api.dashboard.Tone.BUSY;
import static dev.ionosphere.api.dashboard.Tone.IDLE;
import static dev.ionosphere.api.dashboard.Tone.OK;
import static dev.ionosphere.api.dashboard.Tone.WAIT;

import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.dashboard.Tone;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kind and its data in words. What it does not know it shows as it is. */
record Sentence(Tone tone, String text, String detail, String link) {

  static Sentence of(String kind, String subject, Map<String, Object> data) {
    Facts facts = new Facts(data);
    return switch (kind) {
      case TimelineKind.LAUNCHED ->
          said(OK, "ION launched, document generation " + facts.text("ionGeneration"));
      case TimelineKind.PAUSED -> said(WAIT, "ION paused");
      case TimelineKind.RESUMED -> said(OK, "ION resumed");
      case TimelineKind.STOPPED -> said(IDLE, "ION stopped");
      case TimelineKind.DOCUMENT_CHANGED ->
          said(IDLE, "Document changed to generation " + facts.text("ionGeneration"));
      case TimelineKind.TRAINING_STARTED ->
          linked(
              BUSY, "Training " + subject + " started", facts.text("reason"), "/runs/" + subject);
      case TimelineKind.TRAINING_FINISHED ->
          linked(
              OK,
              "Training " + subject + " made model " + Format.digest(facts.text("digest")),
              metrics(data),
              "/runs/" + subject);
      case TimelineKind.TRAINING_FAILED ->
          linked(BAD, "Training " + subject + " failed", facts.text("error"), "/runs/" + subject);
      case TimelineKind.TRAINING_STOPPED ->
          linked(
              IDLE, "Training " + subject + " stopped", facts.text("reason"), "/runs/" + subject);
      case TimelineKind.RUN_SKIPPED ->
          new Sentence(IDLE, "A run did not start", facts.text("reason"), "");
      case TimelineKind.APPROVAL_OPENED ->
          linked(
              WAIT,
              "Approval asked for model " + Format.digest(facts.text("candidate")),
              "of role " + facts.text("role"),
              "/approvals/" + subject);
      case TimelineKind.APPROVAL_DECIDED ->
          linked(
              Tone.of(facts.text("decision")),
              decided(facts),
              facts.text("reason"),
              "/approvals/" + subject);
      case TimelineKind.APPROVAL_EXPIRED ->
          linked(BAD, "Approval expired undecided", "", "/approvals/" + subject);
      case TimelineKind.APPROVAL_VOIDED ->
          linked(IDLE, "Approval voided", facts.text("reason"), "/approvals/" + subject);
      case TimelineKind.DECISION_REFUSED ->
          linked(BAD, "A decision was refused", facts.text("reason"), "/approvals/" + subject);
      case TimelineKind.RELEASED ->
          linked(
              OK,
              "Model %s released to %s as generation %s"
                  .formatted(
                      Format.digest(facts.text("digest")),
                      facts.text("node"),
                      facts.text("generation")),
              "",
              "/models/" + facts.text("digest"));
      default -> fleet(kind, subject, facts);
    };
  }

  private static Sentence fleet(String kind, String subject, Facts facts) {
    return switch (kind) {
      case TimelineKind.ROLLOUT_STARTED ->
          linked(
              BUSY,
              "Rollout of generation %s to %s devices started"
                  .formatted(facts.text("generation"), facts.text("devices")),
              "",
              "/rollouts/" + subject);
      case TimelineKind.ROLLOUT_WAVE ->
          linked(
              Tone.of(facts.text("verdict")),
              "Wave %s %s".formatted(facts.text("wave"), facts.text("verdict")),
              outcome(facts),
              "/rollouts/" + subject);
      case TimelineKind.ROLLOUT_FINISHED ->
          linked(
              Tone.of(facts.text("outcome")),
              "Rollout " + facts.text("outcome"),
              outcome(facts),
              "/rollouts/" + subject);
      case TimelineKind.ROLLOUT_PAUSED ->
          linked(WAIT, "Rollout paused", facts.text("reason"), "/rollouts/" + subject);
      case TimelineKind.ROLLOUT_RESUMED ->
          linked(BUSY, "Rollout resumed", facts.text("reason"), "/rollouts/" + subject);
      case TimelineKind.DEVICE_APPLIED ->
          linked(
              Tone.of(facts.text("status")),
              "Device %s: %s generation %s"
                  .formatted(subject, facts.text("status"), facts.text("generation")),
              facts.text("reason"),
              "/devices/" + subject);
      case TimelineKind.DEVICE_MODEL_REFUSED -> incident(BAD, subject, "refused a model", facts);
      case TimelineKind.DEVICE_MODEL_FELL_BACK ->
          incident(BAD, subject, "fell back to its last good model", facts);
      case TimelineKind.DEVICE_MODEL_LOST -> incident(BAD, subject, "has no model left", facts);
      case TimelineKind.DEVICE_SOURCE_FAULT ->
          incident(BAD, subject, "cannot read its source", facts);
      case TimelineKind.DEVICE_SOURCE_RESTARTED ->
          incident(IDLE, subject, "reads its source from the start again", facts);
      case TimelineKind.DEVICE_ROWS_BAD -> incident(WAIT, subject, "left rows out", facts);
      case TimelineKind.DRIFT_DETECTED ->
          new Sentence(BAD, "Drift: the data is unlike training", lowest(facts), "");
      case TimelineKind.DRIFT_CLEARED -> said(OK, "Drift is over: the data is like training again");
      case TimelineKind.EVENT_SUPPRESSED ->
          new Sentence(
              IDLE, "Edge " + facts.text("edge") + " did not fire", facts.text("reason"), "");
      case TimelineKind.MODEL_SET ->
          linked(
              WAIT,
              "Model %s set by hand as generation %s"
                  .formatted(Format.digest(facts.text("digest")), facts.text("generation")),
              facts.text("reason"),
              "/models/" + facts.text("digest"));
      default -> new Sentence(IDLE, kind + " " + subject, "", "");
    };
  }

  private static Sentence said(Tone tone, String text) {
    return new Sentence(tone, text, "", "");
  }

  private static Sentence linked(Tone tone, String text, String detail, String link) {
    return new Sentence(tone, text, detail, link);
  }

  private static Sentence incident(Tone tone, String device, String what, Facts facts) {
    return linked(
        tone, "Device " + device + " " + what, facts.text("message"), "/devices/" + device);
  }

  private static String decided(Facts facts) {
    String verb = facts.text("decision").equals("approve") ? "approved" : "rejected";
    String open = facts.text("outcome").equals("open") ? ", more approvals are needed" : "";
    return Format.actor(facts.text("person")) + " " + verb + open;
  }

  /** Why, where it is known; a reason of a wave's verdict has the counts in it. */
  private static String outcome(Facts facts) {
    String reason = facts.text("reason");
    return reason.isEmpty()
        ? "%s active, %s failed, %s silent"
            .formatted(facts.text("active"), facts.text("failed"), facts.text("silent"))
        : reason;
  }

  private static String metrics(Map<String, Object> data) {
    if (!(data.get("metrics") instanceof Map<?, ?> metrics)) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<?, ?> metric : metrics.entrySet()) {
      if (metric.getValue() instanceof Number number && text.length() < 120) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(metric.getKey())
            .append(' ')
            .append(Format.metric(number.doubleValue()));
      }
    }
    return text.toString();
  }

  private static String lowest(Facts facts) {
    if (!(facts.data().get("similarity") instanceof Map<?, ?> scores)) {
      return "";
    }
    Optional<? extends Map.Entry<?, ?>> lowest =
        scores.entrySet().stream()
            .filter(entry -> entry.getValue() instanceof Number)
            .min(Comparator.comparingDouble(e -> ((Number) e.getValue()).doubleValue()));
    return lowest
        .map(entry ->
            "most unlike: %s, similarity %s, over %s rows"
                .formatted(
                    entry.getKey(),
                    Format.metric(((Number) entry.getValue()).doubleValue()),
                    facts.text("rows")))
        .orElse("");
  }

  /** Data by name, whatever is there. */
  private record Facts(Map<String, Object> data) {
    String text(String name) {
      Object value = data.get(name);
      if (value instanceof List<?> list) {
        return Integer.toString(list.size());
      }
      return value == null ? "" : value.toString();
    }
  }
}
