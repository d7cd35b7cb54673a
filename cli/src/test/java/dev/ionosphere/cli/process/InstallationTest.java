package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  @TempDir Path directory;

  @Test
  void startsAModuleAsItAsksFor() throws IOException {
    Path module = Files.createDirectories(directory.resolve("dist/api"));
    Files.writeString(
        module.resolve("process.properties"),
        "jvm=-Xmx24m  -XX:+UseSerialGC\nenv=MALLOC_ARENA_MAX=1 A=b=c\n");
    Installation installation =
        new Installation(directory, directory.resolve("dist"), Path.of("/jdk"));
    assertThat(installation.java("api", "Main"))
        .containsExactly(
            "/jdk/bin/java", "-Xmx24m", "-XX:+UseSerialGC", "-cp", module + "/*", "Main");
    assertThat(installation.environment("api"))
        .containsEntry("MALLOC_ARENA_MAX", "1")
        .containsEntry("A", "b=c");
    assertThat(installation.java("cli", "Main")).hasSize(4);
  }
}
