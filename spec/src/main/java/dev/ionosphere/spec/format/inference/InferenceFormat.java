package dev.ionosphere.spec.format.inference;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.format.DocumentContext;
import dev.ionosphere.spec.format.DurationText;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Limits;
import dev.ionosphere.spec.format.Need;
import dev.ionosphere.spec.format.NodeFormat;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.ion.DeviceSelector;
import dev.ionosphere.spec.ion.HealthPolicy;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.RowSource;
import dev.ionosphere.spec.schedule.IntervalSchedule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of kind {@code inference}. */
public final class InferenceFormat implements NodeFormat<InferenceNode> {

  private static final Duration SHORTEST_BUCKET = Duration.ofSeconds(1);
  private static final Duration LONGEST_BUCKET = Duration.ofDays(1);

  @Override
  public String kind() {
    return "inference";
  }

  @Override
  public InferenceNode read(String name, Fields fields, DocumentContext context) {
    DeviceSelector devices = devices(fields.needMap("placement"));
    Duration every = fields.needDuration("every", Duration.ofMillis(100), Limits.LONGEST);
    Optional<Duration> bucket = bucket(fields);
    RowSource source = SourceText.read(fields.needMap("source"), context.rows());
    Fields model = fields.map("model");
    model.choice("initial", "none", List.of("none"));
    model.finish();
    HealthPolicy health = HealthText.read(fields.map("health"));
    return new InferenceNode(
        name,
        devices,
        new IntervalSchedule(every),
        bucket,
        source,
        health,
        RolloutText.read(fields.map("rollout")));
  }

  @Override
  public Map<String, Object> write(InferenceNode node) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("placement", object("devices", node.devices().text()));
    written.put("every", DurationText.of(node.every().every()));
    // A document that says nothing of it stays as it was written before 0.4.0.
    node.bucket().ifPresent(bucket -> written.put("bucket", DurationText.of(bucket)));
    written.putAll(
        object(
            "source", SourceText.write(node.source()),
            "model", object("initial", "none"),
            "health", HealthText.write(node.health()),
            "rollout", RolloutText.write(node.rollout())));
    return written;
  }

  @Override
  public List<Need> needs(InferenceNode node) {
    return List.of(new Need.Devices("placement.devices", node.devices()));
  }

  private static DeviceSelector devices(Fields placement) {
    if (placement.has("cloud")) {
      placement.take("cloud");
      placement
          .findings()
          .refused(
              placement.keyAt("cloud"),
              placement.pathOf("cloud"),
              "inference in the cloud, which is not built yet",
              "devices");
    }
    String allowed = "a label selector such as \"role=engine\"";
    String text =
        placement.has("cloud")
            ? placement.text("devices", "", allowed)
            : placement.needText("devices", allowed);
    placement.finish();
    if (text.isEmpty()) {
      return DeviceSelector.ofNothing(text);
    }
    try {
      return DeviceSelector.parse(text);
    } catch (IllegalArgumentException e) {
      placement
          .findings()
          .refused(
              placement.at("devices"),
              placement.pathOf("devices"),
              Quoted.of(text) + " (" + Quoted.sentence(String.valueOf(e.getMessage())) + ")",
              allowed);
      return DeviceSelector.ofNothing(text);
    }
  }

  private static Optional<Duration> bucket(Fields fields) {
    if (!fields.has("bucket")) {
      return Optional.empty();
    }
    Duration bucket = fields.needDuration("bucket", SHORTEST_BUCKET, LONGEST_BUCKET);
    if (bucket.getNano() > 0) {
      fields
          .findings()
          .refused(
              fields.at("bucket"),
              fields.pathOf("bucket"),
              DurationText.of(bucket),
              "whole seconds, such as 1s or 1m");
      return Optional.empty();
    }
    return Optional.of(bucket);
  }
}
