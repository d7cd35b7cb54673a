package dev.ionosphere.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns entries of the ledger into lines of the story. */
final class Narrator {
  private static final int SHOWN_FEATURES = 3;

  private final DemoOutput story;

  Narrator(DemoOutput story) {
    this.story = story;
  }

  void tell(JsonNode entry) {
    String kind = entry.path("kind").asText();
    JsonNode data = entry.path("data");
    switch (kind.substring(0, Math.max(0, kind.indexOf('.')))) {
      case "ion", "document" -> ion(kind, actor(entry.path("actor").asText()));
      case "training" -> training(kind, data);
      case "approval" -> approval(kind, data);
      case "decision" ->
          story.notable(
              "approval",
              "a decision on %s was refused: %s"
                  .formatted(data.path("approval").asText(), data.path("reason").asText()));
      case "model" -> release(entry);
      case "rollout" -> rollout(kind, data);
      case "device" -> device(kind, data);
      case "drift" -> drift(kind, data);
      case "anomalies" -> story.notable("anomalies", entry.path("sentence").asText());
      case "event", "run" ->
          story.tell(
              "held back", entry.path("subject").asText() + ": " + data.path("reason").asText());
      default -> other(entry);
    }
  }

  private void ion(String kind, String actor) {
    story.tell(
        "ion",
        kind.equals("ion.launched")
            ? "turbofan is live: one workflow, " + actor + " launched it"
            : kind + " by " + actor);
  }

  private void training(String kind, JsonNode data) {
    String run = data.path("run").asText();
    switch (kind) {
      case "training.started" ->
          story.tell(
              "training",
              run + " started on Spark, asked for by " + actor(data.path("requester").asText()));
      case "training.finished" ->
          story.good(
              "training", "model " + digest(data) + " is signed; " + metrics(data.path("metrics")));
      case "training.failed" ->
          story.bad("training", "training failed: " + data.path("error").asText());
      case "training.stopped" ->
          story.notable("training", run + " was stopped: " + data.path("reason").asText());
      default -> story.tell("ledger", kind);
    }
  }

  private void approval(String kind, JsonNode data) {
    String approval = data.path("approval").asText();
    switch (kind) {
      case "approval.opened" -> story.notable("approval", approval + " waits for a person");
      case "approval.decided" -> {
        String outcome = data.path("outcome").asText();
        String line =
            "%s %s by %s%s"
                .formatted(
                    approval,
                    outcome,
                    data.path("person").asText(),
                    quoted(data.path("reason").asText("")));
        if (outcome.equals("rejected")) {
          story.notable("approval", line);
        } else {
          story.good("approval", line);
        }
      }
      case "approval.expired", "approval.voided" ->
          story.notable("approval", approval + " is closed without a decision");
      default -> story.tell("ledger", kind);
    }
  }

  private void release(JsonNode entry) {
    JsonNode data = entry.path("data");
    String generation =
        "generation %d of %s"
            .formatted(data.path("generation").asLong(), data.path("node").asText());
    switch (entry.path("kind").asText()) {
      case "model.released" -> story.tell("release", generation);
      case "model.proven" -> story.good("release", generation + " has proven itself");
      case "model.rejected" ->
          story.bad("release", generation + " is rejected: " + data.path("reason").asText());
      default -> other(entry);
    }
  }

  private void rollout(String kind, JsonNode data) {
    switch (kind) {
      case "rollout.started" ->
          story.tell(
              "rollout",
              "to %d devices in %s"
                  .formatted(
                      data.path("devices").asInt(),
                      data.path("waves").size() > 1
                          ? "waves of " + list(data.path("waves"))
                          : "one wave"));
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
        String outcome = data.path("outcome").asText();
        String line =
            "%s: %d active, %d failed, %d silent"
                .formatted(
                    outcome,
                    data.path("active").asInt(),
                    data.path("failed").asInt(),
                    data.path("silent").asInt());
        switch (outcome) {
          case "completed" -> story.good("rollout", line);
          case "failed" -> story.bad("rollout", line);
          default -> story.notable("rollout", line);
        }
      }
      default -> story.tell("ledger", kind);
    }
  }

  private void device(String kind, JsonNode data) {
    String device = data.path("device").asText();
    if (!kind.equals("device.applied")) {
      story.notable(device, data.path("message").asText());
      return;
    }
    switch (data.path("status").asText()) {
      case "active" -> {
        // Its wave says so.
      }
      case "silent" -> story.notable(device, data.path("reason").asText());
      default -> story.bad(device, "refused the model: " + data.path("reason").asText());
    }
  }

  private void drift(String kind, JsonNode data) {
    if (kind.equals("drift.detected")) {
      story.notable(
          "drift",
          "the fleet's data is no longer like training: " + worst(data.path("similarity")));
    } else {
      story.tell("drift", kind.substring("drift.".length()));
    }
  }

  /** In the ledger's own words. */
  private void other(JsonNode entry) {
    story.tell("ledger", entry.path("sentence").asText(entry.path("kind").asText()));
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
    for (String name : List.of("rows", "k", "accuracy", "silhouette", "wssse")) {
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
}
