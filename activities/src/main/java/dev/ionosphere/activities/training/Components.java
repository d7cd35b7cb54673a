package dev.ionosphere.activities.training;

import dev.ionosphere.activities.model.Blob;
import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/** The components that come with Ionosphere: main classes in one jar. */
public final class Components {
  private static final Map<String, String> MAIN_CLASSES =
      Map.of("kmeans", "dev.ionosphere.pipelines.kmeans.KMeansComponent");

  private final Path pipelines;

  /**
   * @param pipelines the jar with the components
   */
  public Components(Path pipelines) {
    this.pipelines = pipelines.toAbsolutePath().normalize();
  }

  String mainClass(String component) {
    String mainClass = MAIN_CLASSES.get(component);
    if (mainClass == null) {
      throw new InputException(
          "component '%s' is unknown, allowed are %s"
              .formatted(component, String.join(", ", new TreeSet<>(MAIN_CLASSES.keySet()))));
    }
    return mainClass;
  }

  Path program() {
    return pipelines;
  }

  Digest digest() throws IOException {
    return Blob.of(pipelines).digest();
  }
}
