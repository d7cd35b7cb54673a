package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code data check}. */
class DataCommandTest {
  private static final String PUMP =
      """
      time;p;Temp;temp;n;;x;x
      2026-01-01 00:00:00;1,5;20;7;1;;1;1
      2026-01-01 00:00:01;2,5;;7;2;;1;1
      2026-01-01 00:00:02;-200;21;7;12d;;1;1
      2026-01-01 00:00:03;3,5;22
      2026-01-01 00:00:04;2,5;22;7;4;;1;1
      """;

  @TempDir Path directory;
  private TestingTerminal terminal;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory);
  }

  @Test
  void aFileIsShownAsItWillBeRead() {
    terminal.file("pump.csv", PUMP);
    assertThat(terminal.ion("data", "check", "pump.csv")).isZero();
    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out())
        .isEqualTo(
            """
            pump.csv: 3 rows of 5 columns, 2 refused

            Format, guessed (likely); put it into the document under spec:
              format:
                csv:
                  delimiter: ";"
                  decimal: ","
                  time:
                    column: time
              ! "-200" far from the other values: if it stands for no value, add missing: ["-200"]

            COLUMN  TYPE       MISSING     LEAST  MEAN     MOST
            time    timestamp  -
            p       float64    -           -200   -48.375  2.5
            Temp    int64      1 (25.0 %)  20     21       22
            temp    int64      -           7      7        7     constant
            n       string     -                                 1 of 4 are no numbers, such as '12d'
            ! 1 column without a name cannot be asked for
            ! names that are there twice cannot be asked for: 'x'
            ! names that differ by capitals alone, which training refuses: 'Temp', 'temp'

            FIRST ROWS  1                     2                     3
            time        2026-01-01T00:00:00Z  2026-01-01T00:00:01Z  2026-01-01T00:00:04Z
            p           1.5                   2.5                   2.5
            Temp        20                    -                     22
            temp        7                     7                     7
            n           1.0                   2.0                   4.0

            REFUSED  ROWS  FIRST
            fields   1     row 3 of 'pump.csv', 3 fields, the header has 8
            type     1     row 2 of 'pump.csv', column 'n': got '12d', a number is needed
            """);
  }

  @Test
  void aFileAsUsualNeedsNothing() {
    terminal.file("a.csv", "a,b\n1,2\n2,3\n");
    assertThat(terminal.ion("data", "check", "a.csv")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            a.csv: 2 rows of 2 columns, 0 refused

            Format, guessed (sure): as usual; nothing to state.

            COLUMN  TYPE   MISSING  LEAST  MEAN  MOST
            a       int64  -        1      1.5   2
            b       int64  -        2      2.5   3

            FIRST ROWS  1  2
            a           1  2
            b           2  3
            """);
  }

  @Test
  void aDocumentSaysHowItIsRead() {
    terminal.file("pump.csv", PUMP);
    terminal.file(
        "ion.yaml",
        """
        apiVersion: ionosphere.dev/v1
        kind: ION
        metadata: {name: pumps}
        spec:
          format: {csv: {delimiter: ";", decimal: ",", missing: ["-200"]}}
          nodes:
            detect:
              kind: inference
              placement: {devices: "role=pump"}
              every: 5m
              source: {file: "data/${device}.csv"}
              model: {initial: none}
            learn:
              kind: training
              placement: {cloud: {engine: spark, master: "local[2]", memory: 1g}}
              component: kmeans
              arguments: {k: 8, input: "data/train.csv"}
          edges:
            - {from: learn, to: detect}
        """);
    assertThat(terminal.ion("data", "check", "pump.csv", "-f", "ion.yaml")).isZero();
    assertThat(terminal.out())
        .contains("Format, of the document:\n  format:\n    csv:\n")
        .contains("p       float64    1 (25.0 %)  1.5    2.16667  2.5")
        .doesNotContain("guessed");
    assertThat(terminal.ion("data", "check", "pump.csv", "-f", "ion.yaml", "-o", "json")).isZero();
    assertThat(terminal.json().has("guess")).isFalse();
    terminal.file("bad.yaml", "spec: {format: {csv: {delimiter: x}}}\n");
    assertThat(terminal.ion("data", "check", "pump.csv", "-f", "ion.yaml", "-f", "bad.yaml"))
        .isEqualTo(3);
    assertThat(terminal.err()).contains("bad.yaml:1:", "delimiter");
  }

  @Test
  void programsGetAllOfIt() {
    terminal.file("pump.csv", PUMP);
    assertThat(terminal.ion("data", "check", "pump.csv", "-o", "json")).isZero();
    JsonNode json = terminal.json();
    assertThat(json.path("rows").asInt()).isEqualTo(3);
    assertThat(json.at("/refused/fields/count").asInt()).isEqualTo(1);
    assertThat(json.at("/refused/type/first").asText())
        .isEqualTo("row 2 of 'pump.csv', column 'n': got '12d', a number is needed");
    assertThat(json.at("/columns/1/name").asText()).isEqualTo("p");
    assertThat(json.at("/columns/2/missing").asInt()).isEqualTo(1);
    assertThat(json.at("/columns/3/notes/0").asText()).isEqualTo("constant");
    assertThat(json.at("/columns/4/notes/0").asText()).isEqualTo("nearly-numeric");
    assertThat(json.at("/format/csv/delimiter").asText()).isEqualTo(";");
    assertThat(json.at("/names/double/0").asText()).isEqualTo("x");
    assertThat(json.at("/names/alike/1").asText()).isEqualTo("temp");
    assertThat(json.at("/names/empty").asInt()).isEqualTo(1);
    assertThat(json.at("/guess/suspectedMissing/0").asText()).isEqualTo("-200");
    assertThat(json.at("/firstRows/0/0").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(terminal.ion("data", "check", "pump.csv", "-o", "yaml")).isZero();
    assertThat(terminal.out()).contains("delimiter: \";\"");
  }

  @Test
  void columnsOfTextSayWhetherTheyMayBeCategories() {
    StringBuilder rows = new StringBuilder("mode,thousand,key,word,broken,one\n");
    for (int i = 0; i < 2_002; i++) {
      rows.append(i % 2 == 0 ? "auto" : "<b>hand</b>")
          .append(",v")
          .append(i % 1_000)
          .append(",k")
          .append(i % 1_001)
          .append(",w")
          .append(i < 900 ? i : i % 900)
          .append(i % 7 == 0 ? ",x," : ",1,")
          .append("same\n");
    }
    terminal.file("modes.csv", rows.toString());
    assertThat(terminal.ion("data", "check", "modes.csv")).isZero();
    assertThat(terminal.out())
        .containsPattern("mode +string .*2 different values; training takes them under categories")
        .containsPattern("thousand +string .*1000 different values; training takes them")
        .containsPattern("key +string .*more than 1000 different values, too many for categories")
        .containsPattern("word +string .*900 different values; training takes them")
        .containsPattern("broken +string .*are no numbers, such as 'x'\n")
        .containsPattern("one +string +-\n");
    assertThat(terminal.ion("data", "check", "modes.csv", "-o", "json")).isZero();
    assertThat(terminal.json().at("/columns/0/notes/0").asText()).isEqualTo("categories");
    assertThat(terminal.json().at("/columns/2/notes/0").asText()).isEqualTo("too-many-categories");
    terminal.file("keys.csv", rows.substring(0, rows.indexOf("\n", 8_000)) + "\n");
    assertThat(terminal.ion("data", "check", "keys.csv")).isZero();
    assertThat(terminal.out()).as("one row each").containsPattern("key +string +-\n");
  }

  @Test
  void whatIsNoSuchFileIsSaid() throws IOException {
    assertThat(terminal.ion("data", "check", "nowhere.csv")).isEqualTo(2);
    assertThat(terminal.err()).isEqualTo("ion: There is no file nowhere.csv.\n");
    assertThat(terminal.ion("data", "check", directory.toString())).isEqualTo(2);
    assertThat(terminal.err()).contains("is a directory. Name one of its files.");
    refuses("empty.csv", new byte[0], "is empty");
    refuses(
        "utf16.csv",
        "a,b\n1,2\n".getBytes(StandardCharsets.UTF_16),
        "is UTF-16; write it as UTF-8");
    refuses(
        "a.xlsx",
        "PK\u0003\u0004x".getBytes(StandardCharsets.UTF_8),
        "a spreadsheet; write it as CSV");
    refuses("a.parquet", "PAR1x".getBytes(StandardCharsets.UTF_8), "is Parquet");
    refuses(
        "header.csv", "a,b\n".getBytes(StandardCharsets.UTF_8), "no row of header.csv can be read");
    refuses("half", "a,b".getBytes(StandardCharsets.UTF_8), "ends before its header line does");
    refuses("cut.gz", new byte[] {0x1f, (byte) 0x8b, 8}, "is compressed with gzip, and broken");
  }

  private void refuses(String name, byte[] bytes, String said) throws IOException {
    Files.write(directory.resolve(name), bytes);
    assertThat(terminal.ion("data", "check", name)).as(name).isEqualTo(1);
    assertThat(terminal.err())
        .as(name)
        .startsWith("ion: ")
        .contains(said)
        .doesNotContain("Exception");
  }

  @Test
  void aCompressedFileIsReadAsItWas() throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("a.csv.gz")))) {
      out.write("a,b\n1,2\n2,3\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(terminal.ion("data", "check", "a.csv.gz")).isZero();
    assertThat(terminal.out()).startsWith("a.csv.gz: 2 rows of 2 columns, 0 refused\n");
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() {
    terminal.file(
        "evil\u001b.csv",
        "a\u001b[31m,\u202eb,\u009b2J\n\u001b]0;x\u0007,1,2\n\"x\u001b\",1,2\nx\u001b,1\nx,\u001b1,2\n3,4,5\n7,8,9\n");
    for (String output : new String[] {"table", "json", "yaml"}) {
      assertThat(terminal.ion("data", "check", "evil\u001b.csv", "-o", output)).isZero();
      assertThat(terminal.out() + terminal.err())
          .as(output)
          .matches(text ->
              text.codePoints()
                  .allMatch(c ->
                      c == '\n'
                          || (Character.getType(c) != Character.CONTROL
                              && Character.getType(c) != Character.FORMAT)));
    }
    assertThat(terminal.ion("data", "check", "none\u001b[2J.csv")).isEqualTo(2);
    assertThat(terminal.err()).doesNotContain("\u001b");
  }

  @Test
  @Timeout(60)
  void aHostileFileEnds() {
    terminal.file("quotes.csv", "a,b\n1,2\n" + "x\"y,\"\n".repeat(300_000));
    assertThat(terminal.ion("data", "check", "quotes.csv")).isZero();
    terminal.file("wide.csv", "a,".repeat(20_000) + "\n1\n");
    assertThat(terminal.ion("data", "check", "wide.csv")).isEqualTo(1);
    terminal.file("line.csv", "a,b\n" + "1".repeat(3_000_000) + "\n1,2\n2,3\n");
    assertThat(terminal.ion("data", "check", "line.csv")).isZero();
    assertThat(terminal.out()).contains("too-long");
    terminal.file("comment.csv", "#" + "1".repeat(3_000_000) + "\na,b\n1,2\n");
    assertThat(terminal.ion("data", "check", "comment.csv")).isIn(0, 1);
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 30_000; i++) {
      names.append("{\"a").append(i).append("\":1}\n");
    }
    terminal.file("names.jsonl", names.toString());
    assertThat(terminal.ion("data", "check", "names.jsonl")).isEqualTo(1);
    assertThat(terminal.err()).contains("more than 10000 columns");
  }
}
