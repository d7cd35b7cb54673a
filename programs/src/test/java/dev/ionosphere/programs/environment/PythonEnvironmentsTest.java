package dev.ionosphere.programs.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a Python that only does as if. */
class PythonEnvironmentsTest {

  @TempDir Path directory;
  private Path lock;
  private PythonEnvironments environments;

  @BeforeEach
  void write() throws IOException {
    Path python =
        Files.writeString(
            directory.resolve("python"),
            """
            #!/bin/sh
            [ "$1" = --version ] && echo Python 3.11
            [ "$2" = venv ] && mkdir -p "$3/bin" && cp "$0" "$3/bin/python"
            exit 0
            """);
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    lock = directory.resolve("requirements.lock");
    environments =
        new PythonEnvironments(
            directory.resolve("environments"),
            python.toString(),
            Optional.empty(),
            3,
            Clock.systemUTC());
  }

  @Test
  void theSameFileHasOneEnvironmentThatIsMadeOnce() throws Exception {
    Files.writeString(lock, "numpy==2.0.0\n");
    List<String> told = new ArrayList<>();

    Path first = environments.of(lock, told::add);

    assertThat(environments.of(lock, line -> assertThat(line).isNull())).isEqualTo(first);
    assertThat(told).hasSize(2);
    Files.writeString(lock, "numpy==2.0.1\n");
    assertThat(environments.of(lock, told::add)).isNotEqualTo(first);
  }

  @Test
  void whatItNamesIsPartOfIt() throws Exception {
    Files.writeString(lock, "-r more/base.lock\n--constraint=limits.txt # of the house\n");
    Path base = Files.createDirectories(directory.resolve("more")).resolve("base.lock");
    Files.writeString(base, "-r base.lock\nnumpy==2.0.0\n");
    Path first = environments.of(lock, told -> {});

    Files.writeString(base, "-r base.lock\nnumpy==2.0.1\n");
    Path second = environments.of(lock, told -> {});
    Files.writeString(directory.resolve("limits.txt"), "scipy<2\n");
    Path third = environments.of(lock, told -> {});

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
  }
}
