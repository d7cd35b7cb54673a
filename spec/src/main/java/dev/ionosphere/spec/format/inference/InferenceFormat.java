package dev.ionosphere.spec.format.inference;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.data.format.Format;
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
import java.util.List;
import java.util.Map;

/** A node of kind {@code inference}. */
public final class InferenceFormat implements NodeFormat<InferenceNode> {

  @Override
  public String kind() {
    return "inference";
  }

  @Override
  public InferenceNode read(String name, Fields fields, Format rows) {
    DeviceSelector devices = devices(fields.needMap("placement"));
    Duration every = fields.needDuration("every", Duration.ofMillis(100), Limits.LONGEST);
    RowSource source = SourceText.read(fields.needMap("source"), rows);
    Fields model = fields.map("model");
    model.choice("initial", "none", List.of("none"));
    model.finish();
    HealthPolicy health = HealthText.read(fields.map("health"));
    return new InferenceNode(
        name,
        devices,
        new IntervalSchedule(every),
        source,
        health,
        RolloutText.read(fields.map("rollout")));
  }

  @Override
  public Map<String, Object> write(InferenceNode node) {
    return object(
        "placement", object("devices", node.devices().text()),
        "every", DurationText.of(node.every().every()),
        "source", SourceText.write(node.source()),
        "model", object("initial", "none"),
        "health", HealthText.write(node.health()),
        "rollout", RolloutText.write(node.rollout()));
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
}
