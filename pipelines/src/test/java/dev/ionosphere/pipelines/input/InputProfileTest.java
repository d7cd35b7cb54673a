package dev.ionosphere.pipelines.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.pipelines.JobException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputProfileTest {

  @TempDir Path directory;

  private TableProfile profile(String... contents) throws IOException {
    return TestingFiles.profile(new TestingFiles(directory).of(Map.of(), contents));
  }

  private void isRefused(byte[] content, String... said) throws IOException {
    TableFiles files =
        new TableFiles(
            List.of(Files.write(directory.resolve("odd.csv"), content).toString()), Map.of());
    assertThatThrownBy(() -> TestingFiles.profile(files))
        .isInstanceOf(JobException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).contains(said).contains("odd.csv"));
  }

  @Test
  void filesOfOneTableMayHaveTheirColumnsInAnyOrder() throws IOException {
    TableProfile table = profile("a,b\n1,20\n", "b,a,\n30,2,\n");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.columns().get("a").most()).isEqualTo(2);
    assertThat(table.columns().get("b").least()).isEqualTo(20);
  }

  @Test
  void namesColumnsThatDiffer() {
    assertThatThrownBy(() -> profile("unit,heat 2\n1,2\n", "unit,speed\n1,2\n"))
        .isInstanceOf(JobException.class)
        .hasMessageContaining("1.csv has columns [unit, speed], but 0.csv has [unit, heat 2]");
    assertThatThrownBy(() -> profile("a,b\n1,2\n", "a,b,b\n1,2,3\n"))
        .hasMessageContaining("all files need the same columns");
    assertThatThrownBy(() -> profile("a,b\n1,2\n", "a,B\n1,2\n"))
        .hasMessageContaining("all files need the same columns");
  }

  @Test
  void readsWhatOtherProgramsWrite() throws IOException {
    assertThat(profile("\uFEFFa,b\r\n1,2\r\n").columns()).containsOnlyKeys("a", "b");
    assertThat(profile("a,b\r1,2\r3,4\r").rows()).isEqualTo(2);
    assertThat(profile("\"a\",\"b\"\n\"1\",\"2\"\na,b\n\"a\",\"b\"\n\n3,4\n").rows())
        .as("a header in the middle is no row, quoted or not")
        .isEqualTo(2);
  }

  @Test
  void refusesByNameWhatIsNoText() throws IOException {
    isRefused("a,b\n1,2\n".getBytes(StandardCharsets.UTF_16), "is UTF-16; write it as UTF-8");
    isRefused("a,b\n".getBytes(StandardCharsets.UTF_16LE), "UTF-16");
    isRefused(new byte[] {'P', 'K', 3, 4, 20}, "a spreadsheet; write it as CSV");
    isRefused("PAR1".getBytes(StandardCharsets.US_ASCII), "is Parquet, and broken");
    isRefused("grö\u00dfe\n1\n".getBytes(StandardCharsets.ISO_8859_1), "say its encoding");
    isRefused(new byte[0], "is empty");
    isRefused("a,b".getBytes(StandardCharsets.US_ASCII), "ends before its header line does");
  }

  @Test
  void refusesByNameWhatGzipCannotRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write("a,b\n1,2\n".getBytes(StandardCharsets.US_ASCII));
    }
    byte[] whole = bytes.toByteArray();
    isRefused(Arrays.copyOf(whole, whole.length - 9), "compressed with gzip, and broken");
    whole[whole.length - 6] ^= 1;
    isRefused(whole, "compressed with gzip, and broken");
  }

  @Test
  void aFormatThatCannotBeIsNamed() {
    assertThatThrownBy(
            () -> new TestingFiles(directory).of(Map.of("csv", Map.of("delimiter", ":")), "a\n1\n"))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("kmeans: format.csv.delimiter: got ':', allowed: ");
  }
}
