package dev.ionosphere.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RefusalReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableProfileTest {

  @TempDir Path directory;

  private TableProfile of(Format format, String text) throws IOException {
    Path file = directory.resolve("file");
    Files.writeString(file, text);
    return TableProfile.read(file, format);
  }

  private TableProfile csv(String text) throws IOException {
    return of(new Format.Csv(CsvDialect.COMMA), text);
  }

  @Test
  void columnsHaveTheNarrowestTypeOfTheirValues() throws IOException {
    TableProfile profile =
        csv(
            """
            i,f,b,d,t,s,empty,mixed
            1,1,true,2026-01-01,2026-01-01T00:00:00,x,,1
            2,1.5,FALSE,2026-01-02,2026-01-01 00:00:01Z,NA,NA,x
            -3,NaN,,,2026-01-02,3,,2
            """);
    assertThat(profile.rows()).isEqualTo(3);
    assertThat(profile.columns().values())
        .extracting(ColumnProfile::type)
        .containsExactly(
            ColumnType.INT64,
            ColumnType.FLOAT64,
            ColumnType.BOOL,
            ColumnType.DATE,
            ColumnType.TIMESTAMP,
            ColumnType.STRING,
            ColumnType.FLOAT64,
            ColumnType.STRING);
    assertThat(profile.columns().values())
        .extracting(ColumnProfile::missing)
        .containsExactly(0L, 1L, 1L, 1L, 0L, 0L, 3L, 0L);
    assertThat(profile.columns().get("mixed").isNearlyNumeric()).isTrue();
    assertThat(profile.columns().get("mixed").firstText()).contains("x");
    assertThat(profile.columns().get("s").isNearlyNumeric()).isFalse();
  }

  @Test
  void whatDiffersByRoundingIsConstant() throws IOException {
    TableProfile profile = csv("a,b,c\n1.0,0,1e-9\n1.0000000000000002,0,2e-9\n");
    assertThat(profile.columns().values())
        .extracting(ColumnProfile::isConstant)
        .containsExactly(true, true, false);
  }

  @Test
  void aValueThatStaysIsSeen() throws IOException {
    assertThat(csv("a\n1\n7\n7\n7\n2\n").columns().get("a").longestRun()).isEqualTo(3);
  }

  @Test
  void aRunThatIsFarLongerThanTheOthersIsSuspicious() throws IOException {
    String moves = "1\n2\n3\n".repeat(10);
    assertThat(csv("a\n" + moves + "7\n".repeat(30) + moves).columns().get("a").isStuck()).isTrue();
    assertThat(csv("a\n" + moves + "7\n".repeat(15) + moves).columns().get("a").isStuck())
        .isFalse();
    String steps = "0\n".repeat(400) + "1\n".repeat(300) + "0\n".repeat(200);
    assertThat(csv("a\n" + steps).columns().get("a").isStuck()).isFalse();
    assertThat(csv("a\n" + "7\n".repeat(100)).columns().get("a").isStuck()).isFalse();
  }

  @Test
  void aColumnIsOfWholeNumbersOnlyIfEachIsReadAsOne() throws IOException {
    TableProfile profile =
        csv(
            """
            id,large,huge,spelled
            1234567890123456789,12345678901234567890,1e308,1e18
            -9223372036854775808,1,-1e308,1
            """);
    assertThat(profile.columns().values())
        .extracting(ColumnProfile::type)
        .containsExactly(
            ColumnType.INT64, ColumnType.FLOAT64, ColumnType.FLOAT64, ColumnType.FLOAT64);
  }

  @Test
  void columnsThatNeverEndAreRefused() {
    Format lines =
        new Format.JsonLines(List.of(), Optional.empty(), TimeFormat.iso(ZoneOffset.UTC));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("{\"a").append(i).append("\":1}\n");
    }
    assertThatThrownBy(() -> of(lines, text.toString()))
        .hasMessage("source 'file' has more than 10000 columns");
  }

  @Test
  void partsAddUp() throws IOException {
    TableProfile whole = csv("a,b\n1,x\n2,\n");
    whole.merge(csv("a,b\n5,y\n1,2,3\n"));
    assertThat(whole.rows()).isEqualTo(3);
    assertThat(whole.columns().get("a").most()).isEqualTo(5);
    assertThat(whole.columns().get("a").mean()).isEqualTo(8 / 3.0);
    assertThat(whole.columns().get("b").missing()).isEqualTo(1);
    assertThat(whole.refusals().counts()).containsEntry(RefusalReason.FIELD_COUNT, 1L);
  }

  @Test
  void namesThatAreThereTwiceOrNotAtAllAreNoColumns() throws IOException {
    TableProfile profile = csv("a,Temp,temp,b,b,,\n1,2,3,4,5,6,7\n");
    assertThat(profile.columns()).containsOnlyKeys("a", "Temp", "temp");
    assertThat(profile.header().twice()).containsExactly("b");
    assertThat(profile.header().alike()).contains(List.of("Temp", "temp"));
  }

  @Test
  void ofJsonAMemberThatIsNotThereIsMissing() throws IOException {
    Format lines =
        new Format.JsonLines(List.of(), Optional.empty(), TimeFormat.iso(ZoneOffset.UTC));
    TableProfile profile =
        of(lines, "{\"a\":1}\n{\"b\":\"x\"}\n{\"a\":null,\"c\":{\"d\":1}}\n[]\n");
    assertThat(profile.columns().get("a").missing()).isEqualTo(2);
    assertThat(profile.columns().get("b").missing()).isEqualTo(2);
    assertThat(profile.columns()).containsOnlyKeys("a", "b");
    assertThat(profile.refusals().counts()).containsEntry(RefusalReason.NOT_JSON, 1L);
  }

  @Test
  void ofPartsOfJsonAMemberThatOneLacksIsMissingThere() throws IOException {
    Format lines =
        new Format.JsonLines(List.of(), Optional.empty(), TimeFormat.iso(ZoneOffset.UTC));
    TableProfile profile = of(lines, "{\"a\":1}\n{\"a\":2}\n");
    profile.merge(of(lines, "{\"b\":1}\n"));
    assertThat(profile.header().names()).containsExactly("a", "b");
    assertThat(profile.columns().get("a").missing()).isEqualTo(1);
    assertThat(profile.columns().get("b").missing()).isEqualTo(2);
  }

  @Test
  void aFileThatGzipCompressedIsReadAsItWas() throws IOException {
    Path file = directory.resolve("file.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\n".getBytes(StandardCharsets.UTF_8));
      out.write("1\n".repeat(500_000).getBytes(StandardCharsets.UTF_8));
    }
    assertThat(TableProfile.read(file, Format.DEFAULT).rows()).isEqualTo(500_000);
  }
}
