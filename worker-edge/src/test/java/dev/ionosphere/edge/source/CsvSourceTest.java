package dev.ionosphere.edge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTest {

  private static final List<String> FEATURES = List.of("b", "a");

  @TempDir Path root;
  private Path file;
  private CsvSource source;

  @BeforeEach
  void open() throws IOException {
    file = root.resolve("d1.csv");
    source = new CsvSource(SourcePath.of(root, "${device}.csv", "d1"), FEATURES, 100);
  }

  @Test
  void takesColumnsByName() throws IOException {
    Files.writeString(file, "x,a,\"b\"\n9,1.5,-2\n9,3,4e1\n");
    Rows rows = source.read(Position.START, 100);
    assertThat(values(rows)).containsExactly(-2, 1.5, 40, 3);
    assertThat(rows.next().row()).isEqualTo(2);
    assertThat(rows.more()).isFalse();
  }

  @Test
  void takesSemicolonsAndCarriageReturns() throws IOException {
    Files.writeString(file, "a;b\r\n1;2\r\n\r\n3;4\r\n");
    assertThat(values(source.read(Position.START, 100))).containsExactly(2, 1, 4, 3);
  }

  @Test
  void waitsForTheNewlineOfAGrowingFile() throws IOException {
    assertThat(source.read(Position.START, 9).count()).isZero();
    Files.writeString(file, "a,b");
    assertThat(source.read(Position.START, 9).count()).isZero();
    append("\n1,2\n3,");
    Rows first = source.read(Position.START, 9);
    assertThat(values(first)).containsExactly(2, 1);
    append("45\n");
    Rows second = source.read(first.next(), 9);
    assertThat(values(second)).containsExactly(45, 3);
    assertThat(second.numbers()[0]).isEqualTo(1);
    assertThat(source.read(second.next(), 9).count()).isZero();
  }

  @Test
  void countsBadRowsAndGoesOn() throws IOException {
    Files.writeString(file, "a,b\n1,2\n1\nx,2\n1,NaN\n1,Infinity\n1,0x10\n,2\n5,6\n");
    Rows rows = source.read(Position.START, 100);
    assertThat(values(rows)).containsExactly(2, 1, 6, 5);
    assertThat(rows.bad()).isEqualTo(6);
    assertThat(rows.firstBad()).hasValueSatisfying(t -> assertThat(t).contains("row 1", "'b'"));
    assertThat(rows.numbers()[1]).isEqualTo(7);
  }

  @Test
  void startsOverWhenTheFileIsTruncatedOrReplaced() throws IOException {
    Files.writeString(file, "a,b\n1,2\n3,4\n");
    Position end = source.read(Position.START, 9).next();
    Files.writeString(file, "a,b\n7,8\n");
    Rows truncated = source.read(end, 9);
    assertThat(truncated.restarted()).isPresent();
    assertThat(values(truncated)).containsExactly(8, 7);
    Files.writeString(file, "b,a\n1,2\n3,4\n5,6\n");
    Rows replaced = source.read(truncated.next(), 9);
    assertThat(replaced.restarted()).isPresent();
    assertThat(replaced.count()).isEqualTo(3);
  }

  @Test
  void keepsItsPlaceWhileTheFileIsAbsent() throws IOException {
    Files.writeString(file, "a,b\n1,2\n");
    Position end = source.read(Position.START, 9).next();
    Files.move(file, root.resolve("away"));
    assertThat(source.read(end, 9).next()).isEqualTo(end);
    Files.move(root.resolve("away"), file);
    append("3,4\n");
    assertThat(values(source.read(end, 9))).containsExactly(4, 3);
  }

  @Test
  void skipsALineWithoutEnd() throws IOException {
    Files.writeString(file, "a,b\n1,2\n" + "7".repeat(300_000));
    Rows first = source.read(Position.START, 100);
    append("7".repeat(100_000) + "\n3,4\n");
    Rows second = source.read(first.next(), 100);
    assertThat(first.count() + second.count()).isEqualTo(2);
    assertThat(first.bad() + second.bad()).isEqualTo(1);
    assertThat(second.next().row()).isEqualTo(3);
  }

  @Test
  void saysWhichColumnsAreMissing() throws IOException {
    Files.writeString(file, "a,c\n1,2\n");
    assertThat(source.check()).hasValueSatisfying(t -> assertThat(t).contains("[b]", "[a, c]"));
    assertThatThrownBy(() -> source.read(Position.START, 9)).isInstanceOf(SourceFault.class);
  }

  @Test
  void neverLeavesTheSourceDirectory() throws IOException {
    for (String path : List.of("../x.csv", "/etc/passwd", "a/../../x", "", ".", "\0")) {
      assertThatThrownBy(() -> SourcePath.of(root.resolve("in"), path, "d1"))
          .as(path)
          .isInstanceOf(SourceFault.class);
    }
    Files.createDirectory(root.resolve("in"));
    Files.writeString(root.resolve("secret.csv"), "a,b\n1,2\n");
    Files.createSymbolicLink(root.resolve("in/link.csv"), root.resolve("secret.csv"));
    CsvSource link = new CsvSource(SourcePath.of(root.resolve("in"), "link.csv", "d"), FEATURES, 9);
    assertThatThrownBy(() -> link.read(Position.START, 9)).isInstanceOf(SourceFault.class);
  }

  @Test
  void readsNothingHidden() throws IOException {
    Path secrets = Files.createDirectories(root.resolve(".ion/hub/secrets"));
    Files.writeString(secrets.resolve("ticket-signing.key"), "a,b\n1,2\n");
    for (String path : List.of(".ion/hub/secrets/ticket-signing.key", "x/../.env", "./.env")) {
      assertThatThrownBy(() -> SourcePath.of(root, path, "d1"))
          .isInstanceOf(SourceFault.class)
          .hasMessageContaining(path)
          .hasMessageContaining("begin with '.'");
    }
    Files.createSymbolicLink(root.resolve("link.csv"), secrets.resolve("ticket-signing.key"));
    CsvSource link = new CsvSource(SourcePath.of(root, "./link.csv", "d"), FEATURES, 9);
    assertThatThrownBy(() -> link.read(Position.START, 9)).isInstanceOf(SourceFault.class);
  }

  @Test
  void worksWhereTheSourceDirectoryItselfIsHidden() throws IOException {
    Path demo = Files.createDirectories(root.resolve(".ion/demo"));
    Files.writeString(demo.resolve("d1.csv"), "a,b\n1,2\n");
    CsvSource shown = new CsvSource(SourcePath.of(demo, "${device}.csv", "d1"), FEATURES, 9);
    assertThat(shown.read(Position.START, 9).count()).isEqualTo(1);
  }

  @Test
  void neverQuotesALineThatIsNoHeader() throws IOException {
    for (String line : List.of("MC4CAQAwBQYDK2VwBCIEIJ+7=", "q7Zl0Y8vQ1xw9h3ZkYw0".repeat(3))) {
      Files.writeString(file, line + ",a\n1,2\n");
      assertThat(source.check())
          .hasValueSatisfying(
              t -> assertThat(t).contains("[b]", "a line that is no header").doesNotContain(line));
    }
  }

  @Test
  void parsesNumbersAsTheJdkDoes() {
    List<String> numbers = new ArrayList<>();
    for (String text :
        List.of(
            "0",
            "-0.0",
            "641.82",
            "1e-3",
            "+5",
            ".5",
            "5.",
            "123456789012345678",
            "1.7E308",
            "0.000000000000000000000000012",
            "554.3600000000001",
            "9007199254740993")) {
      numbers.add(text);
    }
    for (String text : numbers) {
      assertThat(decimal(text)).as(text).isEqualTo(Double.parseDouble(text));
    }
    for (String text : List.of("", "-", ".", "1d", "0x1p3", "NaN", "1e999", "1,5", "e5", "1 2")) {
      assertThat(decimal(text)).as(text).isNaN();
    }
  }

  @Property
  void parsesAnyDoubleAsTheJdkDoes(@ForAll double value, @ForAll @IntRange(max = 12) int scale) {
    assertThat(decimal(Double.toString(value))).isEqualTo(value);
    String plain =
        new java.math.BigDecimal(value % 1e9)
            .setScale(scale, java.math.RoundingMode.HALF_UP)
            .toPlainString();
    assertThat(decimal(plain)).isEqualTo(Double.parseDouble(plain));
  }

  private static double decimal(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return Decimal.parse(bytes, 0, bytes.length);
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static double[] values(Rows rows) {
    return Arrays.copyOf(rows.values(), rows.count() * FEATURES.size());
  }
}
