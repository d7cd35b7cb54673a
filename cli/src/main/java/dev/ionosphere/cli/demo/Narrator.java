package dev.ionosphere.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns entries of the ledger into the story, and remembers what has truly happened. */
final class Narrator {
  private static final int SHOWN_FEATURES = 3;

  private final Story story;
  private Optional<Duration> trained = Optional.empty();
  private Optional<Duration> released = Optional.empty();
  private Optional<Duration> driftAfter = Optional.empty();
  private String driftText = "";
  private boolean rolloutCompleted;
  private boolean rejected;
  private boolean retrainedByDrift;
  private boolean training;
  private String failure = "";
  private final List<String> approvalsOpened = new ArrayList<>();
  private String lastTrainingReason = "";

  Narrator(Story story) {
    this.story = story;
  }

  void tell(JsonNode entry) {
    JsonNode data = entry.path("data");
    String actor = actor(entry.path("actor").asText());
    switch (entry.path("kind").asText()) {
      case "ion.launched" ->
          story.tell("ion", "turbofan is live: one workflow, " + actor + " launched it");
      case "training.started" -> {
        training = true;
        lastTrainingReason = data.path("reason").asText();
        story.tell(
            "training",
            "%s started on Spark, asked for by %s"
                .formatted(data.path("run").asText(), actor(data.path("requester").asText())));
      }
      case "training.finished" -> {
        training = false;
        trained = Optional.of(story.elapsed());
        retrainedByDrift |= lastTrainingReason.equals("drift");
        story.good(
            "training", "model " + digest(data) + " is signed; " + metrics(data.path("metrics")));
      }
      case "training.failed" -> {
        training = false;
        failure = "training failed: " + data.path("error").asText();
        story.bad("training", failure);
      }
      case "training.stopped" -> {
        training = false;
        story.notable(
            "training",
            data.path("run").asText() + " was stopped: " + data.path("reason").asText());
      }
      case "approval.opened" -> {
        approvalsOpened.add(data.path("approval").asText());
        story.notable("approval", data.path("approval").asText() + " waits for a person");
      }
      case "approval.decided" -> {
        rejected |= data.path("outcome").asText().equals("rejected");
        story.good(
            "approval",
            "%s %s by %s%s"
                .formatted(
                    data.path("approval").asText(),
                    data.path("outcome").asText(),
                    data.path("person").asText(),
                    quoted(data.path("reason").asText(""))));
      }
      case "approval.expired", "approval.voided" ->
          story.notable(
              "approval", data.path("approval").asText() + " is closed without a decision");
      case "model.released" -> {
        released = released.or(() -> Optional.of(story.elapsed()));
        story.tell(
            "release",
            "generation %d of %s"
                .formatted(data.path("generation").asLong(), data.path("node").asText()));
      }
      case "rollout.started" ->
          story.tell(
              "rollout",
              "to %d devices in waves of %s"
                  .formatted(
                      data.path("devices").isNumber()
                          ? data.path("devices").asInt()
                          : data.path("devices").size(),
                      list(data.path("waves"))));
      case "rollout.wave" ->
          story.tell(
              "rollout",
              "wave %d: %d of %d active, %s"
                  .formatted(
                      data.path("wave").asInt(),
                      data.path("active").asInt(),
                      data.path("asked").asInt(),
                      data.path("verdict").asText()));
      case "rollout.finished" -> {
        rolloutCompleted |= data.path("outcome").asText().equals("completed");
        story.good(
            "rollout",
            "%s: %d active, %d failed, %d silent"
                .formatted(
                    data.path("outcome").asText(),
                    data.path("active").asInt(),
                    data.path("failed").asInt(),
                    data.path("silent").asInt()));
      }
      case "device.applied" -> {
        if (data.path("status").asText().equalsIgnoreCase("silent")) {
          story.notable(data.path("device").asText(), data.path("reason").asText());
        } else if (!data.path("status").asText().equalsIgnoreCase("active")) {
          story.bad(
              data.path("device").asText(), "refused the model: " + data.path("reason").asText());
        }
      }
      case "device.model.refused",
          "device.model.fell-back",
          "device.model.lost",
          "device.source.fault",
          "device.source.restarted",
          "device.rows.bad" ->
          story.notable(data.path("device").asText(), data.path("message").asText());
      case "drift.detected" -> {
        if (driftAfter.isEmpty()) {
          driftAfter = released.map(story.elapsed()::minus);
          driftText = worst(data.path("similarity"));
        }
        story.notable(
            "drift",
            "the fleet's data is no longer like training: " + worst(data.path("similarity")));
      }
      case "drift.cleared" -> story.tell("drift", "cleared");
      case "event.suppressed", "run.skipped" ->
          story.tell(
              "held back", entry.path("subject").asText() + ": " + data.path("reason").asText());
      case "ion.paused", "ion.resumed", "ion.stopped", "document.changed" ->
          story.tell("ion", entry.path("kind").asText() + " by " + actor);
      default -> story.tell("ledger", entry.path("kind").asText());
    }
  }

  private static String actor(String text) {
    return text.startsWith("person:") ? text.substring("person:".length()) : text;
  }

  private static String digest(JsonNode data) {
    String digest = data.path("digest").asText().replace("sha256:", "");
    return digest.substring(0, Math.min(12, digest.length()));
  }

  private static String metrics(JsonNode metrics) {
    List<String> parts = new ArrayList<>();
    for (String name : List.of("rows", "k", "silhouette", "wssse")) {
      if (metrics.has(name)) {
        double value = metrics.path(name).asDouble();
        parts.add(
            name
                + " "
                + (value == Math.rint(value)
                    ? "%,d".formatted((long) value)
                    : String.format(Locale.ROOT, "%.3f", value)));
      }
    }
    return String.join(", ", parts);
  }

  /** The features least like training. */
  static String worst(JsonNode similarity) {
    List<Map.Entry<String, JsonNode>> features = new ArrayList<>(similarity.properties());
    features.sort(Comparator.comparingDouble(feature -> feature.getValue().asDouble()));
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> feature :
        features.subList(0, Math.min(SHOWN_FEATURES, features.size()))) {
      parts.add(
          String.format(Locale.ROOT, "%s %.2f", feature.getKey(), feature.getValue().asDouble()));
    }
    return String.join(", ", parts);
  }

  private static String list(JsonNode values) {
    List<String> parts = new ArrayList<>();
    values.forEach(value -> parts.add(value.asText()));
    return String.join(", ", parts);
  }

  private static String quoted(String reason) {
    return reason.isEmpty() ? "" : ": “" + reason + "”";
  }

  boolean training() {
    return training;
  }

  boolean rolledOut() {
    return rolloutCompleted;
  }

  /** Whether a person has said no to a model. */
  boolean rejected() {
    return rejected;
  }

  Optional<Duration> trainedAt() {
    return trained;
  }

  /** How long after the first release. */
  Optional<Duration> driftAfter() {
    return driftAfter;
  }

  String driftText() {
    return driftText;
  }

  boolean retrainedByDrift() {
    return retrainedByDrift;
  }

  List<String> approvalsOpened() {
    return List.copyOf(approvalsOpened);
  }

  String failure() {
    return failure;
  }
}
