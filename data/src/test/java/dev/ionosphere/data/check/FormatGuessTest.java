package dev.ionosphere.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.data.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatGuessTest {

  @TempDir Path directory;

  private static FormatGuess guess(String text) throws SourceException {
    return FormatGuess.of("file.csv", text.getBytes(StandardCharsets.UTF_8), true);
  }

  private static Map<?, ?> csv(FormatGuess guess) {
    return (Map<?, ?>) FormatFields.of(guess.format()).getOrDefault("csv", Map.of());
  }

  private static Map<?, ?> csv(String text) throws SourceException {
    return csv(guess(text));
  }

  @Test
  void aFileAsUsualNeedsNoWords() throws SourceException {
    FormatGuess guess = guess("a,b\n1,2.5\n2,3.5\n");
    assertThat(FormatFields.of(guess.format())).isEmpty();
    assertThat(guess.confidence()).isEqualTo(Confidence.SURE);
    assertThat(guess.why()).isEmpty();
  }

  @Test
  void aPumpLogsSemicolonsAndTimes() throws SourceException {
    assertThat(
            csv(
                """
                datetime;Accelerometer1RMS;Volume Flow RateRMS;anomaly
                2020-03-09 10:14:33;0.0265878;32.0;0.0
                2020-03-09 10:14:34;0.0261697;32.0;0.0
                """))
        .isEqualTo(Map.of("delimiter", ";", "time", Map.of("column", "datetime")));
  }

  @Test
  void aWeatherStationWritesDecimalCommasAndSentinels() throws SourceException {
    FormatGuess guess =
        guess(
            """
            Date;Time;CO(GT);PT08;T;;
            10/03/2004;18.00.00;2,6;1360;13,6;;
            10/03/2004;19.00.00;2;1292;-200;;
            11/03/2004;20.00.00;-200;1402;11,9;;
            11/03/2004;21.00.00;2,2;1376;11,0;;
            11/03/2004;22.00.00;1,6;1272;11,2;;
            """);
    assertThat(csv(guess)).isEqualTo(Map.of("delimiter", ";", "decimal", ","));
    assertThat(guess.suspectedMissing()).containsExactly("-200");
    assertThat(guess.why())
        .containsExactly("day and time of day are two columns: no column of time");
  }

  @Test
  void aTitleAndTwelveHoursOfAHandheldLogger() throws SourceException {
    assertThat(
            csv(
                """
                "Plot Title: pump, left"
                "#","Date Time, GMT+02:00","Temp, °C","Started"
                1,07/10/13 12:00:00 AM,21.5,
                2,07/13/13 01:00:00 PM,21.6,
                """))
        .isEqualTo(
            Map.of(
                "skip",
                1,
                "time",
                Map.of("column", "Date Time, GMT+02:00", "format", "MM/dd/yy hh:mm:ss a")));
  }

  @Test
  void linesOfUnitsAreNoRows() throws SourceException {
    FormatGuess guess =
        guess(
            """
            "TOA5","CR1000","1","x"
            "TIMESTAMP","RECORD","BattV"
            "TS","RN","Volts"
            "","","Min"
            "2026-01-01 00:00:00",0,12.5
            "2026-01-01 00:01:00",1,12.5
            "2026-01-01 00:02:00",2,12.4
            """);
    assertThat(csv(guess))
        .isEqualTo(
            Map.of(
                "skip",
                4,
                "columns",
                List.of("TIMESTAMP", "RECORD", "BattV"),
                "time",
                Map.of("column", "TIMESTAMP")));
  }

  @Test
  void excelNamesItsSeparator() throws SourceException {
    FormatGuess guess = guess("sep=;\na;b\n1;2\n3;4\n");
    assertThat(csv(guess)).isEqualTo(Map.of("delimiter", ";", "skip", 1));
    assertThat(guess.why()).contains("the first line is Excel's sep=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "a\tb\\n1\t2\\n3\t4\\n!delimiter!tab",
        "a|b\\n1|2\\n3|4\\n!delimiter!|",
        "a b\\n1 2\\n3 4\\n!delimiter!' '",
        "# x\\na,b\\n1,2\\n# y\\n3,4\\n!comment!#",
        "a,b\\n'x,y',2\\n'z,u',4\\n!quote!''",
        "a,b\\n\"x \\\\\"y\\\\\", z\",2\\n\"u\",4\\n!escape!\\\\",
        "a;b\\n1,5;2,5\\n3,5;4,5\\n!decimal!,"
      })
  void marks(String text, String field, String value) throws SourceException {
    String file = text.replace("\\n", "\n").replace("\\\\", "\\");
    String expected = value.replace("' '", " ").replace("''", "'").replace("\\\\", "\\");
    assertThat(csv(file).get(field)).as(file).isEqualTo(expected);
  }

  @Test
  void aFileWithoutAHeaderGetsNamesAndItIsSaid() throws SourceException {
    FormatGuess guess = guess("1,2.5,x\n2,3.5,y\n");
    assertThat(csv(guess)).isEqualTo(Map.of("columns", List.of("c1", "c2", "c3")));
    assertThat(guess.why()).containsExactly("there is no header: columns are called c1 to c3");
  }

  @Test
  void aHeaderMayBeginWithTheMarkOfComments() throws SourceException {
    assertThat(csv("#time,a\n2026-01-01T00:00:00Z,1\n2026-01-01T00:00:01Z,2\n"))
        .isEqualTo(Map.of("time", Map.of("column", "#time")));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z,2026-01-01T00:00:01Z,iso",
    "1767225600,1767225601,epoch-s",
    "1767225600000,1767225600100,epoch-ms",
    "31.01.2026 10:00,01.02.2026 10:00,dd.MM.yyyy HH:mm",
    "31.01.2026 10:00:01,01.02.2026 10:00:00,dd.MM.yyyy HH:mm:ss",
    "1.2.2026 9:05,1.2.2026 10:05,d.M.yyyy H:mm",
    "31/01/2026 10:00,01/02/2026 10:00,dd/MM/yyyy HH:mm",
    "01/31/2026 10:00,02/01/2026 10:00,MM/dd/yyyy HH:mm",
    "01/12/2026 10:00,02/01/2026 10:00,MM/dd/yyyy HH:mm",
    "2026/01/31 10:00,2026/02/01 10:00,yyyy/MM/dd HH:mm",
    "31-Jan-2026 10:00:00,01-Feb-2026 10:00:00,dd-MMM-yyyy HH:mm:ss"
  })
  void times(String one, String two, String format) throws SourceException {
    FormatGuess guess = guess("time,a\n" + one + ",1\n" + two + ",2\n");
    assertThat(((Map<?, ?>) csv(guess).get("time")).get("column")).isEqualTo("time");
    Object stated = ((Map<?, ?>) csv(guess).get("time")).get("format");
    assertThat(stated == null ? "iso" : stated).isEqualTo(format);
  }

  @Test
  void daysThatMayBeMonthsAreAskedFor() throws SourceException {
    FormatGuess guess = guess("time,a\n03/04/2026 10:00,1\n03/04/2026 11:00,2\n");
    assertThat(csv(guess)).isEmpty();
    assertThat(guess.confidence()).isEqualTo(Confidence.UNSURE);
    assertThat(guess.why())
        .containsExactly("column 'time' is dd/MM/yyyy HH:mm or MM/dd/yyyy HH:mm: state which");
  }

  @Test
  void encodings() {
    for (String name : List.of("ISO-8859-1", "windows-1252", "UTF-8")) {
      String text = "Temp °C,b\n1,2\n" + (name.startsWith("win") ? "3,€\n" : "");
      assertThat(encoding(text.getBytes(Charset.forName(name)), true)).isEqualTo(name);
    }
    byte[] cut = "a,b\n1,°".getBytes(StandardCharsets.UTF_8);
    assertThat(encoding(java.util.Arrays.copyOf(cut, cut.length - 1), false)).isEqualTo("UTF-8");
  }

  private static String encoding(byte[] bytes, boolean whole) {
    try {
      Object stated = csv(FormatGuess.of("x", bytes, whole)).get("encoding");
      return stated == null ? "UTF-8" : stated.toString();
    } catch (SourceException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void jsonLines() throws SourceException {
    FormatGuess guess =
        guess(
            "{\"t\":1767225600000,\"a\":-999}\n{\"t\":1767225600100,\"a\":1}\n{\"t\":1767225600200,\"a\":2,\"b\":{}}\n{\"t\":1767225600300,\"a\":3}\n");
    assertThat(FormatFields.of(guess.format()))
        .isEqualTo(
            Map.of("jsonLines", Map.of("time", Map.of("column", "t", "format", "epoch-ms"))));
    assertThat(guess.suspectedMissing()).containsExactly("-999");
    assertThatThrownBy(() -> guess("[\n  {\"a\": 1}\n]\n"))
        .hasMessage("source 'file.csv' is JSON over several lines; write one object a line");
  }

  @Test
  void whatIsNoTextIsSaid() throws IOException {
    assertThatThrownBy(() -> guess("")).hasMessage("source 'file.csv' is empty");
    assertThatThrownBy(() -> FormatGuess.of("x", "a,b\n".getBytes(StandardCharsets.UTF_16), true))
        .hasMessageContaining("is UTF-16");
    Path file = directory.resolve("cut.csv.gz");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("a,b\n1,2\n".repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, bytes.toByteArray());
    assertThat(FormatFields.of(FormatGuess.of(file).format())).isEmpty();
    Files.write(file, java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
    assertThatThrownBy(() -> FormatGuess.of(file))
        .isInstanceOf(SourceException.class)
        .hasMessageStartingWith("source 'cut.csv.gz' is compressed with gzip, and broken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\n\n\n", "a", "\"", "\"\n\"", ",,,,\n", "#\n", "\r", " ", "a,a\n"})
  void anythingIsSomething(String text) throws SourceException {
    assertThat(guess(text).format()).isNotNull();
  }

  @Test
  @Timeout(60)
  void noiseEndsSoon() throws SourceException {
    String alphabet = "a1,;\t| \"'\n\r\\{}[]:#-.é";
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 20_000; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(guess("x" + text).format()).as("seed %d", seed).isNotNull();
    }
    assertThat(guess(("\"" + "x".repeat(50) + "\n").repeat(5_000)).format()).isNotNull();
    assertThat(guess("1,".repeat(120_000) + "\n").format()).isNotNull();
  }
}
