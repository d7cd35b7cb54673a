package dev.ionosphere.pipelines.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.pipelines.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDigestTest {
  @TempDir Path directory;
  private String first;
  private String second;

  @BeforeEach
  void write() throws IOException {
    first = Files.writeString(directory.resolve("a.csv"), "abc").toString();
    second = Files.writeString(directory.resolve("b.csv"), "").toString();
  }

  @Test
  void ofOneFileIsItsSha256() {
    // FIPS 180-2, appendix B.1.
    assertThat(DataDigest.of(List.of(first)))
        .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void ofSeveralDependsOnNamesOrderAndContents() throws IOException {
    String both = DataDigest.of(List.of(first, second));
    assertThat(both).isEqualTo(DataDigest.of(List.of(first, second)));
    assertThat(DataDigest.of(List.of(second, first))).isNotEqualTo(both);
    Files.writeString(directory.resolve("b.csv"), "x");
    assertThat(DataDigest.of(List.of(first, second))).isNotEqualTo(both);
  }

  @Test
  void namesAFileThatCannotBeRead() {
    assertThatThrownBy(() -> DataDigest.of(List.of(directory.resolve("gone.csv").toString())))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("gone.csv");
  }
}
