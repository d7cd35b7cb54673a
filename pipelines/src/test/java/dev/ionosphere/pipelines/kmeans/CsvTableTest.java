package dev.ionosphere.pipelines.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.pipelines.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

  @TempDir Path directory;

  @Test
  void namesColumnsThatDiffer() throws IOException {
    assertThatThrownBy(() -> check("unit,heat 2\n", "unit,speed\n"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("[unit, heat 2]")
        .hasMessageContaining("[unit, speed]");
    assertThatThrownBy(() -> check("heat,heat\n")).hasMessageContaining("'heat'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MC4CAQAwBQYDK2VwBCIEIJ+7Zl0Y8vQ1xw9h3ZkYw0=",
        "q7Zl0Y8vQ1xw9h3ZkYw0q7Zl0Y8vQ1xw9h3ZkYw0aaa",
        "{\"kty\":\"OKP\",\"d\":\"short\"}",
        "ION_TOKEN=short"
      })
  void neverQuotesALineThatIsNoHeader(String secret) throws IOException {
    assertThatThrownBy(() -> check(secret + "\n", "unit,heat\n"))
        .hasMessageContaining("a line that is no header")
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("short", "7Zl0Y8"));
    assertThatThrownBy(() -> check(secret + "," + secret + "\n"))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("short", "7Zl0Y8"));
  }

  @Test
  void quotesAShortBrokenCellOnly() {
    assertThat(ColumnNames.shownCell("n/a")).isEqualTo("n/a");
    assertThat(ColumnNames.shownCell("q7Zl0Y8vQ1xw9h3ZkYw0")).isEqualTo("(20 characters)");
  }

  private void check(String... contents) throws IOException {
    List<String> files = new java.util.ArrayList<>();
    for (String content : contents) {
      Path file = directory.resolve("input-" + files.size() + ".csv");
      files.add(Files.writeString(file, content).toString());
    }
    CsvTable.checkHeaders(files);
  }
}
