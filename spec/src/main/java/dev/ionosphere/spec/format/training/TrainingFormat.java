package dev.ionosphere.spec.format.training;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.NodeFormat;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.format.ScheduleText;
import dev.ionosphere.spec.ion.CloudEngine;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A node of kind {@code training}. */
public final class TrainingFormat implements NodeFormat<TrainingNode> {

  private static final Pattern COMPONENT = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern MASTER =
      Pattern.compile(
          "local(?:\\[(?:\\*|[1-9][0-9]{0,3})\\])?|yarn|(?:spark|k8s)://[\\w.:/,-]{1,500}");
  private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,6}[kmgKMG]");

  @Override
  public String kind() {
    return "training";
  }

  @Override
  public TrainingNode read(String name, Fields fields, Format rows) {
    CloudEngine engine = engine(fields.map("placement"));
    Optional<Schedule> schedule = ScheduleText.read(fields);
    String component = fields.needText("component", "the name of a component such as kmeans");
    if (!component.isEmpty() && !COMPONENT.matcher(component).matches()) {
      fields
          .findings()
          .refused(
              fields.at("component"),
              fields.pathOf("component"),
              Quoted.of(component),
              "the name of a component: small letters, digits and '-'");
    }
    Map<String, Object> arguments = Arguments.read(fields.map("arguments"));
    Fields retry = fields.map("retry");
    int attempts = retry.integer("attempts", 3, 1, 100);
    retry.finish();
    return new TrainingNode(name, engine, schedule, component, arguments, attempts, rows);
  }

  @Override
  public Map<String, Object> write(TrainingNode node) {
    Map<String, Object> written =
        object(
            "placement",
            object(
                "cloud",
                object(
                    "engine", node.engine().engine(),
                    "master", node.engine().master(),
                    "memory", node.engine().memory())));
    node.schedule().ifPresent(schedule -> written.put("schedule", ScheduleText.write(schedule)));
    written.put("component", node.component());
    written.put("arguments", node.arguments());
    written.put("retry", object("attempts", node.attempts()));
    return written;
  }

  private static CloudEngine engine(Fields placement) {
    if (placement.has("devices")) {
      placement.take("devices");
      placement
          .findings()
          .refused(
              placement.keyAt("devices"),
              placement.pathOf("devices"),
              "training on devices, which is not built yet",
              "cloud");
    }
    Fields cloud = placement.map("cloud");
    placement.finish();
    String engine = cloud.choice("engine", "spark", List.of("spark"));
    String master =
        matching(
            cloud,
            "master",
            "local[*]",
            MASTER,
            "a Spark master such as local[2] or spark://host:7077");
    String memory =
        matching(cloud, "memory", "1g", MEMORY, "an amount of memory such as 512m or 1g");
    cloud.finish();
    return new CloudEngine(engine, master, memory);
  }

  private static String matching(
      Fields fields, String name, String otherwise, Pattern pattern, String allowed) {
    String text = fields.text(name, otherwise, allowed);
    if (!pattern.matcher(text).matches()) {
      fields.findings().refused(fields.at(name), fields.pathOf(name), Quoted.of(text), allowed);
    }
    return text;
  }
}
