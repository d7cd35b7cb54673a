package dev.ionosphere.data.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RefusalReason;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesParserTest {

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.number("a.b"),
              new Column("on", ColumnType.BOOL, true),
              new Column("name", ColumnType.STRING, true),
              new Column("n", ColumnType.INT64, true)));

  private final Refusals refusals = new Refusals();
  private final RowBatch batch = new RowBatch(SCHEMA, 100);

  private void parse(String text) throws Exception {
    JsonLinesParser parser =
        new JsonLinesParser("x.jsonl", SCHEMA, List.of("?"), TimeFormat.iso(ZoneOffset.UTC));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = parser.begin(bytes, bytes.length);
    int unused = parser.parse(bytes, at, bytes.length, true, Integer.MAX_VALUE, batch, refusals);
  }

  @Test
  void membersAreColumns() throws Exception {
    parse(
        """
        {"on": true, "a.b": 1.5e1, "name": "x \\"\\u00fc\\" y", "n": 1234567890123456789, "more": {"a.b": [1]}}

        {"a.b": null, "name": "?"}
        {}
        """);
    assertThat(refusals.isEmpty()).isTrue();
    assertThat(batch.size()).isEqualTo(3);
    assertThat(batch.number(0, 0)).isEqualTo(15);
    assertThat(batch.whole(1, 0)).isEqualTo(1);
    assertThat(batch.text(2, 0)).isEqualTo("x \"ü\" y");
    assertThat(batch.whole(3, 0)).isEqualTo(1234567890123456789L);
    for (int column = 0; column < SCHEMA.size(); column++) {
      assertThat(batch.isPresent(column, 1)).isFalse();
      assertThat(batch.isPresent(column, 2)).isFalse();
    }
    assertThat(batch.rowNumber(2)).isEqualTo(2);
  }

  @Test
  void halfACharacterIsNoText() throws Exception {
    parse(
        """
        {"a.b": 1, "name": "\\ud83d\\ude00"}
        {"a.b": 2, "name": "\\ud83d"}
        {"a.b": 3, "name": "x\\ude00\\ud83d"}
        """);
    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.text(2, 0)).isEqualTo("😀");
    assertThat(refusals.counts()).containsEntry(RefusalReason.NOT_OF_TYPE, 2L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "[1]",
        "1",
        "{\"a.b\":1,}",
        "{\"a.b\":01}",
        "{\"a.b\":1.}",
        "{a.b:1}",
        "{\"a.b\":1} x",
        "{\"a.b\":tru}",
        "{\"a.b\":1}{\"a.b\":2}",
        "{\"a.b\" 1}",
        "{\"a.b\":\"x}",
        "{\"x\":[}",
        "{\"x\":[[1]}",
        "{\"x\":[}}",
        "{\"x\":[1,]}",
        "{\"x\":{\"y\"}}",
        "{\"x\":\"\\x\"}",
        "{\"x\":\"\\u12\"}",
        "{\"x\":\"\\u+123\"}",
        "{\"x\":NaN}"
      })
  void whatIsNoObjectIsRefused(String line) throws Exception {
    parse(line + "\n{\"a.b\": 7}\n");
    assertThat(refusals.counts()).containsOnlyKeys(RefusalReason.NOT_JSON);
    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.rowNumber(0)).isEqualTo(1);
  }

  @Test
  void valuesOfAnotherTypeAreRefused() throws Exception {
    parse("{\"a.b\": {\"x\": 1}}\n{\"a.b\": \"12d\"}\n{\"on\": 1}\n{\"a.b\": \"12\"}\n");
    assertThat(refusals.counts()).containsEntry(RefusalReason.NOT_OF_TYPE, 3L);
    assertThat(batch.number(0, 0)).isEqualTo(12);
    assertThat(refusals.first())
        .hasValueSatisfying(first ->
            assertThat(first)
                .isEqualTo(
                    "row 0 of 'x.jsonl', column 'a.b': got 'an object or a list', a number is needed"));
  }

  @Test
  void whatIsNestedIsPassedOver() throws Exception {
    parse("{\"x\": [1, {\"y\": [], \"z\": {}}, \"]\"], \"a.b\": 3}\n");
    assertThat(batch.number(0, 0)).isEqualTo(3);
  }

  @Test
  void aLineMayHoldThousandsOfMembers() throws Exception {
    StringBuilder line = new StringBuilder("{");
    for (int i = 0; i < 5_000; i++) {
      line.append("\"x").append(i % 4_000).append("\":").append(i).append(',');
    }
    parse(line + "\"a.b\":1}\n" + line + "\"on\":true}\n");
    assertThat(batch.number(0, 0)).isEqualTo(1);
    assertThat(batch.isPresent(0, 1)).isFalse();
    assertThat(batch.isPresent(1, 1)).isTrue();
  }

  @Test
  void depthEndsNothing() throws Exception {
    parse("{\"x\":" + "[".repeat(60_000) + "}\n{\"a.b\":1}\n");
    assertThat(batch.size()).isEqualTo(1);
  }
}
