package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.reader.ReadResult.Invalid;
import dev.ionosphere.spec.reader.ReadResult.Valid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documents in the test resources, and what is expected of reading one. */
final class Documents {

  private static final Path RESOURCES = Path.of("src/test/resources");

  private Documents() {}

  static List<Path> valid() {
    return in(RESOURCES.resolve("valid"));
  }

  static List<Path> broken() {
    return in(RESOURCES.resolve("broken"));
  }

  static Path turbofan(String file) {
    return Path.of("../examples/turbofan").resolve(file);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Valid valid(String... sources) {
    ReadResult result = IonReader.read(List.of(sources));
    assertThat(findings(result)).as("findings").isEmpty();
    return (Valid) result;
  }

  static String findings(String... sources) {
    ReadResult result = IonReader.read(List.of(sources));
    assertThat(result).isInstanceOf(Invalid.class);
    return findings(result);
  }

  static String findings(ReadResult result) {
    List<Finding> findings =
        switch (result) {
          case Valid valid -> valid.warnings();
          case Invalid invalid -> invalid.findings();
        };
    return findings.stream().map(finding -> finding.text() + "\n").collect(Collectors.joining());
  }

  private static List<Path> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
