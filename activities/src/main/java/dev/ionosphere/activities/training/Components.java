package dev.ionosphere.activities.training;

import dev.ionosphere.activities.model.Blob;
import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The components that come with Ionosphere: main classes in one jar, which has a list of them. */
public final class Components {

  /** In the jar: a line {@code <name>=<main class>} for each. */
  static final String LIST = "META-INF/ionosphere/components.properties";

  private final Path pipelines;

  /**
   * @param pipelines the jar with the components
   */
  public Components(Path pipelines) {
    this.pipelines = pipelines.toAbsolutePath().normalize();
  }

  /**
   * What the engine starts.
   *
   * @throws InputException if there is no such component
   * @throws IOException if the jar cannot be read
   */
  String mainClass(String component) throws IOException {
    Properties known = list();
    String mainClass = known.getProperty(component);
    if (mainClass == null) {
      throw new InputException(
          "component '%s' is unknown, allowed are %s"
              .formatted(component, String.join(", ", new TreeSet<>(known.stringPropertyNames()))));
    }
    return mainClass;
  }

  private Properties list() throws IOException {
    try (ZipFile jar = new ZipFile(pipelines.toFile())) {
      ZipEntry entry = jar.getEntry(LIST);
      if (entry == null) {
        throw new IOException("program %s has no %s".formatted(pipelines, LIST));
      }
      Properties known = new Properties();
      try (InputStream content = jar.getInputStream(entry)) {
        known.load(content);
      }
      return known;
    }
  }

  Path program() {
    return pipelines;
  }

  Digest digest() throws IOException {
    return Blob.of(pipelines).digest();
  }
}
