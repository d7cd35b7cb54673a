package dev.ionosphere.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFilesTest {
  @TempDir Path directory;
  private InputFiles inputs;

  @BeforeEach
  void fill() throws IOException {
    Path data = Files.createDirectories(directory.resolve("root/data"));
    Files.writeString(data.resolve("b.csv"), "");
    Files.writeString(data.resolve("a.csv"), "");
    Files.writeString(data.resolve("c.txt"), "");
    Files.writeString(directory.resolve("secret.csv"), "");
    Files.createSymbolicLink(data.resolve("link.csv"), directory.resolve("secret.csv"));
    inputs = new InputFiles(directory.resolve("root"));
  }

  @Test
  void findsAFile() {
    assertThat(inputs.find("data/a.csv"))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("a.csv");
  }

  @Test
  void findsFilesByPatternInOrderOfName() {
    assertThat(inputs.find("data/{a,b}*.csv"))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("a.csv", "b.csv");
    assertThat(inputs.find(List.of("data/b.csv", "data/?.txt"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.csv",
        "data/../../secret.csv",
        "/etc/passwd",
        "data/link.csv",
        "data/*.csv",
        "file:///etc/passwd",
        "data",
        "data/none.csv",
        "none/*.csv",
        "*.parquet",
        " ",
        "data/\0"
      })
  void refusesWhatIsNotBelowTheRoot(String input) {
    assertThatThrownBy(() -> inputs.find(input))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("input");
  }

  @Test
  void refusesWhatIsNoPath() {
    assertThatThrownBy(() -> inputs.find(7)).isInstanceOf(InputException.class);
  }
}
