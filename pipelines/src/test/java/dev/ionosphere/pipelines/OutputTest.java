package dev.ionosphere.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
  @TempDir Path directory;

  @Test
  void startsEmptyWhateverWasLeftBehind() throws IOException {
    Path output = directory.resolve("run/output");
    Files.createDirectories(output.resolve("spark-model/stages"));
    Files.writeString(output.resolve("spark-model/stages/part"), "x");
    Output.open(output);
    assertThat(output).isEmptyDirectory();
  }

  @Test
  void leavesNoPartialFile() throws IOException {
    Output output = Output.open(directory.resolve("output"));
    output.write("plan.json", Map.of("b", 1, "a", new double[] {0.1}));
    assertThat(output.path("plan.json")).hasContent("{\"a\":[0.1],\"b\":1}");
    try (java.util.stream.Stream<Path> files = Files.list(directory.resolve("output"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void replacesAFileAsAWhole() throws IOException {
    Output output = Output.open(directory.resolve("output"));
    output.write("metrics.json", Map.of("rows", 1));
    output.write("metrics.json", Map.of("rows", 2));
    assertThat(output.path("metrics.json")).hasContent("{\"rows\":2}");
  }

  @Test
  void belongsToOneWriterAtATime() throws IOException {
    Path path = directory.resolve("output");
    Output first = Output.open(path);
    first.write("plan.json", Map.of());
    assertThatThrownBy(() -> Output.open(path)).isInstanceOf(IllegalStateException.class);
    assertThat(first.path("plan.json")).as("the first writer's file").exists();
  }

  @ParameterizedTest
  @CsvSource({
    "plan.json, 67108864",
    "golden.json, 16777216",
    "baseline.json, 16777216",
    "metrics.json, 1048576"
  })
  void whatIsTooLargeForAModelIsRefusedByName(String name, int most) throws IOException {
    Output output = Output.open(directory.resolve("output"));
    // Two quotes besides.
    output.write(name, "x".repeat(most - 2));
    assertThat(output.path(name)).hasSize(most);
    assertThatThrownBy(() -> output.write(name, "x".repeat(most - 1)))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith(
            "%s is too large for a model: got %d bytes, allowed are %d"
                .formatted(name, most + 1, most));
    try (java.util.stream.Stream<Path> files = Files.list(directory.resolve("output"))) {
      assertThat(files).as("what was there stays").containsExactly(output.path(name));
    }
  }
}
