package dev.ionosphere.activities.training;

import dev.ionosphere.spec.component.Component;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar with none of the components in it. */
final class TestingProgram {

  /**
   * @param version so that another one has another digest
   */
  static void write(Path jar, String version) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("version"));
      zip.write(version.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Where no program of a user's own is trained. */
  static void noExporter(
      Component component, Path home, Path model, Path work, List<String> features, Path output) {
    throw new AssertionError("nothing is to be exported");
  }

  private TestingProgram() {}
}
