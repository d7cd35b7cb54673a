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
import dev.ionosphere.spec.ion.FileSource;
import dev.ionosphere.spec.ion.HealthPolicy;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.schedule.IntervalSchedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A node of kind {@code inference}. */
public final class InferenceFormat implements NodeFormat<InferenceNode> {

  private static final List<String> LATER = List.of("mqtt", "http", "directory");
  private static final String PATH_ALLOWED =
      "a path relative to the device's data, without '..', ${device} standing for the device";

  /** Parts of letters, digits and a few more; a part of dots only could leave the directory. */
  private static final Pattern PATH =
      Pattern.compile("(?!\\.{1,2}(?:/|$))[\\w.@+-]+(?:/(?!\\.{1,2}(?:/|$))[\\w.@+-]+)*");

  private static final int LONGEST_PATH = 500;

  @Override
  public String kind() {
    return "inference";
  }

  @Override
  public InferenceNode read(String name, Fields fields, Format rows) {
    DeviceSelector devices = devices(fields.needMap("placement"));
    Duration every = fields.needDuration("every", Duration.ofMillis(100), Limits.LONGEST);
    FileSource source = source(fields.needMap("source"), rows);
    Fields model = fields.map("model");
    model.choice("initial", "none", List.of("none"));
    model.finish();
    HealthPolicy health = health(fields.map("health"));
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
        "source", object("file", node.source().path(), "batch", node.source().batch()),
        "model", object("initial", "none"),
        "health",
            object(
                "similarity", object("min", node.health().similarityMin()),
                "minSamples", node.health().minSamples(),
                "hysteresis", node.health().hysteresis()),
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

  private static FileSource source(Fields fields, Format rows) {
    boolean later = false;
    for (String kind : LATER) {
      if (fields.has(kind)) {
        later = true;
        fields.take(kind);
        fields
            .findings()
            .refused(
                fields.keyAt(kind),
                fields.pathOf(kind),
                "a source of kind '" + kind + "', which is not built yet",
                "file");
      }
    }
    String path =
        later ? fields.text("file", "", PATH_ALLOWED) : fields.needText("file", PATH_ALLOWED);
    int batch = fields.integer("batch", 1_000, 1, 100_000);
    fields.finish();
    boolean fits =
        path.length() <= LONGEST_PATH && PATH.matcher(path.replace("${device}", "x")).matches();
    if (!path.isEmpty() && !fits) {
      fields
          .findings()
          .refused(fields.at("file"), fields.pathOf("file"), Quoted.of(path), PATH_ALLOWED);
    }
    return new FileSource(path, batch, rows);
  }

  private static HealthPolicy health(Fields fields) {
    Fields similarity = fields.map("similarity");
    double min = similarity.share("min", 0.8);
    similarity.finish();
    int minSamples = fields.integer("minSamples", 200, 1, 1_000_000_000);
    int hysteresis = fields.integer("hysteresis", 3, 1, 1_000);
    fields.finish();
    return new HealthPolicy(min, minSamples, hysteresis);
  }
}
