package dev.ionosphere.spec.format.training;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.ion.CloudEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a training runs. */
final class PlacementText {

  private static final List<String> ENGINES = List.of("spark", "process");

  private static final Pattern MASTER =
      Pattern.compile(
          "local(?:\\[(?:\\*|[1-9][0-9]{0,3})\\])?|yarn|(?:spark|k8s)://[\\w.:/,-]{1,500}");
  private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,6}[kmgKMG]");

  private PlacementText() {}

  /**
   * The engine that is named, or the component's own.
   *
   * @param component if it is known
   */
  static CloudEngine read(Fields placement, Optional<Component> component) {
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
    String own = component.map(known -> known.program().engine()).orElse("spark");
    String engine = cloud.choice("engine", own, ENGINES);
    if (component.isPresent() && !engine.equals(own)) {
      cloud
          .findings()
          .refused(
              cloud.at("engine"),
              cloud.pathOf("engine"),
              Quoted.of(engine),
              "%s, which runs the component %s".formatted(own, component.get().reference()));
    }
    CloudEngine read = engine.equals("process") ? process(cloud) : spark(cloud);
    cloud.finish();
    return read;
  }

  static Map<String, Object> write(CloudEngine engine) {
    Map<String, Object> cloud = object("engine", engine.engine());
    engine.master().ifPresent(master -> cloud.put("master", master));
    engine.memory().ifPresent(memory -> cloud.put("memory", memory));
    return object("cloud", cloud);
  }

  private static CloudEngine spark(Fields cloud) {
    return CloudEngine.spark(
        matching(
            cloud,
            "master",
            "local[*]",
            MASTER,
            "a Spark master such as local[2] or spark://host:7077"),
        matching(cloud, "memory", "1g", MEMORY, "an amount of memory such as 512m or 1g"));
  }

  private static CloudEngine process(Fields cloud) {
    for (String field : List.of("master", "memory")) {
      if (cloud.take(field).isPresent()) {
        cloud
            .findings()
            .refused(
                cloud.keyAt(field),
                cloud.pathOf(field),
                "'%s' of a process".formatted(field),
                "none: it is Spark's; what a process may use is said by its component");
      }
    }
    return CloudEngine.PROCESS;
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
