package dev.ionosphere.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With scripts in the place of Go. */
class GoTest {
  @TempDir Path directory;

  @BeforeEach
  void module() throws IOException {
    Files.writeString(directory.resolve("go.mod"), "module x\n\ngo 1.26.4\n\nrequire y v1.8.2\n");
    Files.writeString(directory.resolve("go.sum"), "");
  }

  @Test
  void aNewEnoughOneBuilds() throws IOException {
    TemporalBuild build = build(go("a", "go1.26.10", "local"));
    assertThat(build.go())
        .isEqualTo(new GoLookup.Usable(new Go(directory.resolve("a"), "1.26.10", false), "1.26.4"));
    assertThat(build.obstacle()).isEmpty();
  }

  @Test
  void anOldOneIsAnObstacleThatSaysWhatIsNeeded() throws IOException {
    TemporalBuild build = build(go("a", "go1.20.3", ""));
    assertThat(build.go()).isInstanceOf(GoLookup.TooOld.class);
    assertThat(build.obstacle().orElseThrow()).contains("1.20.3", "1.26.4", "/a");
    assertThat(build(go("b", "go1.26.3", "local")).go()).isInstanceOf(GoLookup.TooOld.class);
  }

  @Test
  void anOldOneThatFetchesTheWantedOneBuilds() throws IOException {
    assertThat(build(go("a", "go1.22.1", "auto")).go())
        .isEqualTo(new GoLookup.Usable(new Go(directory.resolve("a"), "1.22.1", true), "1.26.4"));
  }

  @Test
  void aUsableOneIsPreferredToTheFirstOnThePath() throws IOException {
    TemporalBuild build = build(go("old", "go1.19", ""), go("new", "go1.27.0", "local"));
    assertThat(build.go())
        .isInstanceOfSatisfying(
            GoLookup.Usable.class,
            usable -> assertThat(usable.go().file()).isEqualTo(directory.resolve("new")));
  }

  @Test
  void noneIsSaidToBeMissing() throws IOException {
    Path broken = script("broken", "exit 1");
    assertThat(build(directory.resolve("nothing"), directory, broken).go())
        .isEqualTo(new GoLookup.Missing("1.26.4"));
    assertThat(build().obstacle().orElseThrow()).contains("Go", "1.26.4");
  }

  private TemporalBuild build(Path... candidates) {
    return new TemporalBuild(directory, directory.resolve("cache"), List.of(candidates));
  }

  private Path go(String name, String version, String toolchain) throws IOException {
    return script(
        name,
        "[ \"$1\" = version ] && echo go version %s linux/amd64 || echo '%s'"
            .formatted(version, toolchain));
  }

  private Path script(String name, String line) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + line + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
