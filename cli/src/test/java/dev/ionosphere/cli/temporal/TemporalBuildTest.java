package dev.ionosphere.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the server with a script in the place of Go. */
class TemporalBuildTest {
  private static final String SERVER =
      "echo 'temporal version 0.0.0-DEV (Server 1.31.2, UI 2.50.1)'";

  @TempDir Path directory;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void module() throws IOException {
    Files.writeString(directory.resolve("go.mod"), "module x\n\ngo 1.26.4\n");
    Files.writeString(directory.resolve("go.sum"), "one\n");
  }

  @Test
  void buildsOnceForEachStateOfTheModule() throws IOException {
    TemporalBuild build = build(goThatBuilds(SERVER));
    assertThat(build.build(this::note)).isEmpty();
    assertThat(build.cached()).isExecutable();
    assertThat(progress).contains("1 fetched, 0 compiled", "1 fetched, 2 compiled");
    Path first = build.cached();
    Files.writeString(directory.resolve("go.sum"), "two\n");
    assertThat(build.cached()).as("another server").isNotEqualTo(first).doesNotExist();
  }

  @Test
  void aBuildThatFailsNamesItsLog() throws IOException {
    TemporalBuild build = build(go("echo cannot find package; exit 1"));
    assertThat(build.build(this::note).orElseThrow())
        .startsWith("`go build` failed with code 1; see ")
        .contains("build.log");
    assertThat(build.cached().resolveSibling("build.log")).hasContent("cannot find package");
    assertThat(build.cached()).doesNotExist();
  }

  @Test
  void aBuildWithoutGoSaysSo() {
    assertThat(build(directory.resolve("nothing")).build(this::note).orElseThrow())
        .isEqualTo("`go build` could not run: there is no Go 1.26.4");
  }

  @Test
  void aModuleThatIsMissingIsAnObstacle() throws IOException {
    Files.delete(directory.resolve("go.sum"));
    assertThat(build(goThatBuilds(SERVER)).obstacle())
        .contains("the module " + directory + " is not there");
  }

  private void note(int fetched, int compiled, Duration elapsed) {
    assertThat(elapsed.isNegative()).isFalse();
    progress.add(fetched + " fetched, " + compiled + " compiled");
  }

  /** As {@code go build -v … -o FILE package} does: argument 7 is the file. */
  private Path goThatBuilds(String program) throws IOException {
    return go(
        """
        echo 'go: downloading go.temporal.io/server v1.31.2'
        echo go.temporal.io/server/common
        echo github.com/temporalio/cli
        printf '#!/bin/sh\\n%%s\\n' "%s" > "$7" && chmod +x "$7"
        """
            .formatted(program));
  }

  private Path go(String build) throws IOException {
    return script(
        "go",
        """
        case "$1" in
          version) echo 'go version go1.26.8 linux/amd64' ;;
          env) echo local ;;
          build) %s ;;
        esac
        """
            .formatted(build.strip()));
  }

  private TemporalBuild build(Path... toolchains) {
    return new TemporalBuild(directory, directory.resolve("cache"), List.of(toolchains));
  }

  private Path script(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
