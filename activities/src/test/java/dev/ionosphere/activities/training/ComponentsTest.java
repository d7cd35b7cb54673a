package dev.ionosphere.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentsTest {

  @TempDir Path directory;

  @Test
  void areThoseThatTheJarLists() throws IOException {
    Path jar = directory.resolve("pipelines.jar");
    TestingProgram.write(jar, "1");
    assertThat(new Components(jar).mainClass("trees")).isEqualTo("of.Trees");
    assertThatThrownBy(() -> new Components(jar).mainClass("bees"))
        .isInstanceOf(InputException.class)
        .hasMessage("component 'bees' is unknown, allowed are kmeans, trees");
  }

  @Test
  void aJarWithoutAListIsNoProgram() throws IOException {
    Path jar = directory.resolve("other.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("else"));
    }
    assertThatThrownBy(() -> new Components(jar).mainClass("kmeans"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other.jar has no META-INF/ionosphere/components.properties");
  }
}
