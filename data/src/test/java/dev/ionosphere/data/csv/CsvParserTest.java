package dev.ionosphere.data.csv;

import static dev.ionosphere.data.csv.CsvDialect.COMMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RefusalReason;
import dev.ionosphere.data.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvParserTest {

  @Test
  void aCommaInsideQuotesIsNoDelimiter() throws SourceException {
    assertThat(TestingCsv.numbers(COMMA, "a").rows("note,a\n\"valve,7,ok\",200.1\n"))
        .containsExactly("0:200.1");
  }

  @Test
  void aQuotedTextHoldsQuotesAndLineEnds() throws SourceException {
    TestingCsv csv = TestingCsv.texts(COMMA, "b", "a");
    assertThat(csv.rows("a,b\n\"x \"\"y\"\"\nz\", 5\" pipe \n"))
        .containsExactly("0:5\" pipe|x \"y\"\nz");
    CsvDialect backslash = COMMA.withQuote('"', '\\');
    assertThat(TestingCsv.texts(backslash, "a").rows("a,b\n\"x \\\"y\\\\\",1\n"))
        .containsExactly("0:x \"y\\");
  }

  @Test
  void aRowOfAnotherNumberOfFieldsIsRefusedNotShifted() throws SourceException {
    TestingCsv csv = TestingCsv.numbers(COMMA, "b");
    assertThat(csv.rows("a,b\n1\n1,2,3\n1,2\n")).containsExactly("2:2.0");
    assertThat(csv.refusals.counts()).containsEntry(RefusalReason.FIELD_COUNT, 2L);
    assertThat(csv.refusals.first()).contains("row 0 of 'file.csv', 1 fields, the header has 2");
  }

  @Test
  void linesThatAreNoRowsAreSkippedAndNotCounted() throws SourceException {
    CsvDialect dialect = COMMA.withComment('#').withSkip(1);
    TestingCsv csv = TestingCsv.numbers(dialect, "a");
    assertThat(csv.rows("Plot title, \"not closed\n# x\n\na,b\n1,2\n# y, \"\na,b\n\n3,4\n"))
        .containsExactly("0:1.0", "1:3.0");
    assertThat(csv.refusals.isEmpty()).isTrue();
  }

  @Test
  void anyLineEndEndsALine() throws SourceException {
    assertThat(TestingCsv.numbers(COMMA, "b").rows("a,b\r1,2\r3,4\r"))
        .containsExactly("0:2.0", "1:4.0");
    assertThat(TestingCsv.numbers(COMMA, "b").rows("a,b\r\n1,2\r\n3,4\n"))
        .containsExactly("0:2.0", "1:4.0");
  }

  @Test
  void semicolonsDecimalCommasAndStatedSpellings() throws SourceException {
    CsvDialect dialect = COMMA.withDelimiter(';').withDecimal(',').withMissing(List.of("-200"));
    TestingCsv csv = TestingCsv.numbers(dialect, "CO(GT)", "T");
    assertThat(csv.rows("Date;CO(GT);T;;\n10/03/2004;2,6;13,6;;\n10/03/2004;-200;-200;;\n"))
        .containsExactly("0:2.6|13.6", "1:|");
    assertThat(csv.refusals.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " 12 |12.0",
        "+5|5.0",
        ".5|0.5",
        "5.|5.0",
        "-0|-0.0",
        "1e3|1000.0",
        "1E-3|0.001",
        "Infinity|Infinity",
        "-inf|-Infinity",
        "INF|Infinity",
        "0012|12.0",
        "1e-999|0.0",
        "123456789012345678|1.2345678901234568E17"
      })
  void numbers(String cell, String value) throws SourceException {
    assertThat(TestingCsv.numbers(COMMA, "a").rows("a,b\n" + cell + ",1\n"))
        .containsExactly("0:" + value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "NA", "n/a", "NaN", "Nan", "\"NAN\"", "null", "None", "-", "\"\""})
  void missing(String cell) throws SourceException {
    assertThat(TestingCsv.numbers(COMMA, "a").rows("a,b\n" + cell + ",1\n")).containsExactly("0:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12d", "12f", "0x1F", "0x1p3", "1_000", "1 000", "x", "--", "1.2.3", "٣"})
  void notNumbers(String cell) throws SourceException {
    TestingCsv csv = TestingCsv.numbers(COMMA, "a");
    assertThat(csv.rows("a,b\n" + cell + ",1\n")).isEmpty();
    assertThat(csv.refusals.counts()).containsOnlyKeys(RefusalReason.NOT_OF_TYPE);
    assertThat(csv.refusals.first().orElseThrow()).endsWith("a number is needed");
  }

  @Test
  void aNumberThatNoDoubleHoldsIsOutOfRange() throws SourceException {
    TestingCsv csv = TestingCsv.numbers(COMMA, "a");
    assertThat(csv.rows("a\n1e400\n1\n")).containsExactly("1:1.0");
    assertThat(csv.refusals.counts()).containsOnlyKeys(RefusalReason.OUT_OF_RANGE);
  }

  @Test
  void whatMayBeMeantInATextIsNotMissingThere() throws SourceException {
    assertThat(TestingCsv.texts(COMMA, "a").rows("a,b\nNA,1\n-,1\n,1\n"))
        .containsExactly("0:NA", "1:-", "2:");
    assertThat(TestingCsv.texts(COMMA.withMissing(List.of("NA")), "a").rows("a,b\nNA,1\n"))
        .containsExactly("0:");
  }

  @Test
  void typesAreReadLosslesslyOrRefused() throws SourceException {
    TestingCsv csv =
        TestingCsv.typed(
            COMMA.withTime("at", TimeFormat.iso(ZoneId.of("Europe/Berlin"))),
            new Column("n", ColumnType.INT64, true),
            new Column("small", ColumnType.INT32, true),
            new Column("on", ColumnType.BOOL, true),
            new Column("day", ColumnType.DATE, true),
            new Column("at", ColumnType.TIMESTAMP, false));
    assertThat(
            csv.rows(
                """
                n,small,on,day,at
                1234567890123456789,7.0,TRUE,1970-01-02,1970-01-01 02:00:00.5
                ,,,,1970-01-01T00:00:01Z
                1,3000000000,true,1970-01-02,1970-01-01T00:00:01Z
                1.5,1,true,1970-01-02,1970-01-01T00:00:01Z
                1,1,yes,1970-01-02,1970-01-01T00:00:01Z
                1,1,true,1970-02-30,1970-01-01T00:00:01Z
                1,1,true,1970-01-02,
                """))
        .containsExactly("0:1234567890123456789|7|1|1|3600500000", "1:||||1000000");
    assertThat(csv.refusals.counts())
        .containsEntry(RefusalReason.OUT_OF_RANGE, 1L)
        .containsEntry(RefusalReason.NOT_OF_TYPE, 3L)
        .containsEntry(RefusalReason.MISSING, 1L);
  }

  @ParameterizedTest
  @CsvSource({
    "dd.MM.yyyy HH:mm, 31.01.1970 00:00, 2592000000000",
    "epoch-s, 1.5, 1500000",
    "epoch-ms, 1500, 1500000",
    "iso, 1970-01-01T01:00+01:00, 0",
    "iso, 1970-01-01T01:00+0100, 0",
    "iso, 1970-01-01T00:00:00.000001Z, 1",
    "iso, 1970-01-02, 86400000000",
    "dd/MM/yyyy, 02/01/1970, 86400000000",
    "MM/dd/yy hh:mm:ss a, 01/02/70 12:00:01 am, 3155846401000000"
  })
  void instants(String pattern, String cell, long micros) throws SourceException {
    TestingCsv csv =
        TestingCsv.typed(
            COMMA.withTime("at", TimeFormat.of(pattern, ZoneId.of("UTC"))),
            new Column("at", ColumnType.TIMESTAMP, false));
    assertThat(csv.rows("at\n" + cell + "\n")).containsExactly("0:" + micros);
  }

  @ParameterizedTest
  @CsvSource({
    "iso, 2026-02-30T00:00:00",
    "iso, 2026-01-31T24:00:00",
    "iso, 2026-01-31T23:59:60",
    "iso, 2026-02-30",
    "dd.MM.yyyy, 31.02.2026",
    "epoch-s, 12d"
  })
  void daysAndHoursThatTheCalendarLacksAreNone(String pattern, String cell) throws SourceException {
    TestingCsv csv =
        TestingCsv.typed(
            COMMA.withTime("at", TimeFormat.of(pattern, ZoneId.of("UTC"))),
            new Column("at", ColumnType.TIMESTAMP, false));
    assertThat(csv.rows("at\n" + cell + "\n")).isEmpty();
    assertThat(csv.refusals.counts()).containsOnlyKeys(RefusalReason.NOT_OF_TYPE);
  }

  @Test
  void encodings() throws SourceException {
    CsvDialect latin = COMMA.withEncoding(StandardCharsets.ISO_8859_1);
    byte[] bytes = "Température,ort\n1,Zürich\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(TestingCsv.texts(latin, "Température", "ort").rows(bytes))
        .containsExactly("0:1|Zürich");
    assertThatThrownBy(() -> TestingCsv.texts(COMMA, "ort").rows(bytes))
        .isInstanceOf(SourceException.class)
        .hasMessage("source 'file.csv' is not written in UTF-8; say its encoding");
    assertThat(
            TestingCsv.texts(COMMA.withEncoding(Charset.forName("windows-1252")), "a")
                .rows("a\n\u0080\n".getBytes(StandardCharsets.ISO_8859_1)))
        .containsExactly("0:€");
    assertThat(TestingCsv.numbers(COMMA, "a").rows("\uFEFFa,b\n1,2\n")).containsExactly("0:1.0");
  }

  @Test
  void whatIsStatedAsMissingIsInTheEncodingOfTheFile() throws SourceException {
    CsvDialect latin =
        COMMA.withEncoding(StandardCharsets.ISO_8859_1).withMissing(List.of("ungültig"));
    byte[] bytes = "a,b\nungültig,1\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(TestingCsv.numbers(latin, "a").rows(bytes)).containsExactly("0:");
  }

  @Test
  void whatIsNoTextIsRefusedAtOnce() {
    TestingCsv csv = TestingCsv.numbers(COMMA, "a");
    assertThatThrownBy(() -> csv.rows("a,b\n1,2\n".getBytes(StandardCharsets.UTF_16)))
        .hasMessageContaining("is UTF-16");
    assertThatThrownBy(() -> csv.rows("a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE)))
        .hasMessageContaining("is no text, or UTF-16");
    assertThatThrownBy(() -> csv.rows("PK\u0003\u0004spreadsheet"))
        .hasMessageContaining("spreadsheet");
  }

  @Test
  void aLineThatIsNotFinishedIsNoRow() throws SourceException {
    TestingCsv csv = TestingCsv.numbers(COMMA, "b");
    assertThat(csv.rows("a,b\n1,2\n10.5,100.0,4")).containsExactly("0:2.0");
    assertThat(csv.refusals.counts()).containsOnlyKeys(RefusalReason.UNFINISHED);
  }

  @Test
  void aQuoteThatIsNotClosedTakesOneLineOnly() throws SourceException {
    TestingCsv csv = TestingCsv.numbers(COMMA, "b");
    assertThat(csv.rows("a,b\n\"x,1\ny,2\nz,3\n")).containsExactly("1:2.0", "2:3.0");
    assertThat(csv.refusals.counts()).containsOnlyKeys(RefusalReason.QUOTE);
    TestingCsv after = TestingCsv.numbers(COMMA, "b");
    assertThat(after.rows("a,b\n\"x\"y,1\ny,2\n")).containsExactly("1:2.0");
    assertThat(after.refusals.counts()).containsOnlyKeys(RefusalReason.QUOTE);
  }

  @Test
  void aLongLineIsOneRefusedRowHoweverItComes() throws SourceException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    file.writeBytes("9".repeat(200_000).getBytes(StandardCharsets.UTF_8));
    file.writeBytes(",3\n4,5\n".getBytes(StandardCharsets.UTF_8));
    for (int step : new int[] {file.size(), 100_000, 30_001}) {
      TestingCsv csv = TestingCsv.numbers(COMMA, "b");
      assertThat(csv.rows(file.toByteArray(), step)).containsExactly("0:2.0", "2:5.0");
      assertThat(csv.refusals.counts())
          .containsExactly(java.util.Map.entry(RefusalReason.TOO_LONG, 1L));
    }
  }

  @Test
  void aLongCommentIsSkippedHoweverItComes() throws SourceException {
    byte[] bytes =
        ("a,b\n1,2\n#" + "x".repeat(200_000) + "\n4,5\n").getBytes(StandardCharsets.UTF_8);
    for (int step : new int[] {bytes.length, 100_000, 30_001}) {
      TestingCsv csv = TestingCsv.numbers(COMMA.withComment('#'), "b");
      assertThat(csv.rows(bytes, step)).containsExactly("0:2.0", "1:5.0");
      assertThat(csv.refusals.isEmpty()).isTrue();
    }
  }

  @Test
  void aQuoteThatIsClosedTooLateIsTheSameHoweverTheBytesCome() throws SourceException {
    byte[] bytes =
        ("a,b\n\"x,1\n" + "y,2\n".repeat(20_000) + "z\",3\n").getBytes(StandardCharsets.UTF_8);
    for (int step : new int[] {bytes.length, 100_000, 70_000, 30_001}) {
      TestingCsv csv = TestingCsv.numbers(COMMA, "b");
      assertThat(csv.rows(bytes, step)).hasSize(20_001);
      assertThat(csv.refusals.counts())
          .containsExactly(java.util.Map.entry(RefusalReason.QUOTE, 1L));
    }
  }

  @Test
  @Timeout(20)
  void linesWithOpenQuotesAreReadOnceEach() throws SourceException {
    byte[] bytes = ("a,b\n" + "x\"y,\"\n".repeat(500_000)).getBytes(StandardCharsets.UTF_8);
    TestingCsv csv = TestingCsv.numbers(COMMA, "b");
    assertThat(csv.rows(bytes)).isEmpty();
    assertThat(csv.refusals.counts()).containsOnlyKeys(RefusalReason.QUOTE);
  }

  @Test
  void itIsTheSameHoweverTheBytesCome() throws SourceException {
    byte[] bytes =
        "a,b\r\n\"x\r\ny\",2\r\n\r\na,b\r\n\"\"\"\",3\r\n4,5,6\r\n1,7\r\n"
            .getBytes(StandardCharsets.UTF_8);
    List<String> whole = TestingCsv.texts(COMMA, "a", "b").rows(bytes);
    assertThat(whole).containsExactly("0:x\r\ny|2", "1:\"|3", "3:1|7");
    for (int step = 1; step < bytes.length; step++) {
      assertThat(TestingCsv.texts(COMMA, "a", "b").rows(bytes, step)).isEqualTo(whole);
    }
  }

  @Test
  void columnsThatCannotBeAskedForAreNamed() {
    assertThatThrownBy(() -> TestingCsv.numbers(COMMA, "c").rows("a,b\n1,2\n"))
        .hasMessage("source 'file.csv' lacks columns [c]; got [a, b]");
    assertThatThrownBy(() -> TestingCsv.numbers(COMMA, "a").rows("a,b,a\n1,2,3\n"))
        .hasMessage("source 'file.csv' has column 'a' twice");
    assertThatThrownBy(() ->
            TestingCsv.numbers(COMMA, "c").rows("ghp_0123456789abcdefghijklmnopqrstuvwxyzABCD\n"))
        .hasMessageContaining("a line that is no header");
  }

  @Test
  void aFileWithoutAHeaderHasTheNamesThatAreStated() throws SourceException {
    assertThat(TestingCsv.numbers(COMMA.withColumns(List.of("x", "y")), "y").rows("1,2\n3,4\n"))
        .containsExactly("0:2.0", "1:4.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine.temp", "flow rate", "°C", "a`b", "p (bar)", "Ö"})
  void namesAreTakenAsTheyAre(String name) throws SourceException {
    assertThat(TestingCsv.numbers(COMMA, name).rows("t," + name + "\n1,2\n"))
        .containsExactly("0:2.0");
  }
}
