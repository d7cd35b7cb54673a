package dev.ionosphere.activities.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private TestingProgram() {}
}
