package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
    assertThat(installation.java("api", "Main", "more"))
        .contains(module + "/*:" + directory.resolve("dist/more") + "/*");
  }

  @Test
  void keepsTheClassesOfAModuleThatAsksForIt() throws IOException {
    Path dist = directory.resolve("dist");
    Path module = Files.createDirectories(dist.resolve("api"));
    Files.writeString(module.resolve("process.properties"), "jvm=-Xmx24m\narchive=true\n");
    assertThat(new Installation(directory, dist, Path.of("/jdk")).java("api", "Main"))
        .containsSubsequence(
            "-Xmx24m",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + dist.resolve("api.jsa"),
            "-cp");
  }

  @Test
  void removesAnArchiveThatIsOlderThanAJar() throws IOException {
    Path dist = directory.resolve("dist");
    Path module = Files.createDirectories(dist.resolve("api"));
    Files.writeString(module.resolve("process.properties"), "archive=true\n");
    Path jar = Files.writeString(module.resolve("api.jar"), "");
    Path archive = Files.writeString(dist.resolve("api.jsa"), "");
    Installation installation = new Installation(directory, dist, Path.of("/jdk"));
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
    Files.setLastModifiedTime(archive, FileTime.fromMillis(2_000));
    installation.java("api", "Main");
    assertThat(archive).exists();
    Files.setLastModifiedTime(jar, FileTime.fromMillis(3_000));
    installation.java("api", "Main");
    assertThat(archive).doesNotExist();
  }

  @Test
  void understandsEveryKeyThatModulesShip() throws IOException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    Map<String, Set<String>> keys = new TreeMap<>();
    try (Stream<Path> modules =
        Stream.concat(Files.list(root), Files.list(root.resolve("tools")))) {
      for (Path module : modules.toList()) {
        Path file = module.resolve("process.properties");
        if (Files.exists(file)) {
          Properties properties = new Properties();
          try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
          }
          keys.put(module.getFileName().toString(), properties.stringPropertyNames());
        }
      }
    }
    assertThat(keys)
        .containsKeys("api", "cli", "temporal-testing", "worker-cloud", "worker-edge")
        .allSatisfy(
            (module, shipped) -> assertThat(shipped).isSubsetOf("main", "jvm", "env", "archive"));
    Installation installation = new Installation(root, directory, Path.of("/jdk"));
    assertThat(installation.environment("worker-edge")).containsEntry("MALLOC_ARENA_MAX", "1");
  }
}
