package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.RolloutPolicy;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.ion.Wave;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.IntervalSchedule;
import dev.ionosphere.spec.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ION as JSON text: every default written out, no white space, nodes and arguments in document
 * order, labels sorted. The document format itself, so that {@link IonReader} reads it back.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  static JsonText of(Ion ion) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", ion.name());
    metadata.put("labels", new TreeMap<>(ion.labels()));
    Map<String, Object> nodes = new LinkedHashMap<>();
    ion.nodes().forEach((name, node) -> nodes.put(name, node(node)));
    List<Object> edges = new ArrayList<>();
    ion.edges().forEach(edge -> edges.add(edge(edge)));
    return new JsonText(
        object(
            "apiVersion",
            DocumentReader.API_VERSION,
            "kind",
            DocumentReader.KIND,
            "metadata",
            metadata,
            "spec",
            object("nodes", nodes, "edges", edges)));
  }

  private static Map<String, Object> node(Node node) {
    return switch (node) {
      case InferenceNode inference -> inference(inference);
      case TrainingNode training -> training(training);
      case ApprovalNode approval ->
          object(
              "kind", approval.kind(),
              "approvers",
                  object(
                      "role", approval.stages().getFirst().role(),
                      "required", approval.stages().getFirst().required(),
                      "notRequester", approval.notRequester()),
              "expires",
                  object("after", DurationText.of(approval.expiresAfter()), "then", "reject"));
    };
  }

  private static Map<String, Object> inference(InferenceNode node) {
    return object(
        "kind", node.kind(),
        "placement", object("devices", node.devices().text()),
        "every", DurationText.of(node.every().every()),
        "source", object("file", node.source().path(), "batch", node.source().batch()),
        "model", object("initial", "none"),
        "health",
            object(
                "similarity", object("min", node.health().similarityMin()),
                "minSamples", node.health().minSamples(),
                "hysteresis", node.health().hysteresis()),
        "rollout", rollout(node.rollout()));
  }

  private static Map<String, Object> rollout(RolloutPolicy policy) {
    List<Object> waves = new ArrayList<>();
    for (Wave wave : policy.waves()) {
      waves.add(wave instanceof Wave.Count(int devices) ? devices : RolloutReader.text(wave));
    }
    return object(
        "waves", waves,
        "gate",
            object(
                "healthy",
                ">= " + PercentText.ofShare(policy.deliveredMin()),
                "soak",
                DurationText.of(policy.soak())),
        "silentAfter", DurationText.of(policy.silentAfter()),
        "deadline", DurationText.of(policy.deadline()));
  }

  private static Map<String, Object> training(TrainingNode node) {
    Map<String, Object> training =
        object(
            "kind", node.kind(),
            "placement",
                object(
                    "cloud",
                    object(
                        "engine", node.engine().engine(),
                        "master", node.engine().master(),
                        "memory", node.engine().memory())));
    node.schedule().ifPresent(schedule -> training.put("schedule", schedule(schedule)));
    training.put("component", node.component());
    training.put("arguments", node.arguments());
    training.put("retry", object("attempts", node.attempts()));
    return training;
  }

  private static Map<String, Object> schedule(Schedule schedule) {
    return switch (schedule) {
      case IntervalSchedule interval -> object("every", DurationText.of(interval.every()));
      case CronSchedule cron ->
          object(
              "cron", cron.expression(),
              "zone", cron.zone().getId(),
              "catchUp", cron.catchUp().name().toLowerCase(Locale.ROOT));
    };
  }

  private static Map<String, Object> edge(Edge edge) {
    return switch (edge) {
      case Edge.Model model -> object("from", model.from(), "to", model.to());
      case Edge.Event event ->
          object(
              "from", event.from(),
              "to", event.to(),
              "on", event.on().text(),
              "cooldown", DurationText.of(event.cooldown()));
    };
  }

  /** Names and values in turn. */
  private static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
