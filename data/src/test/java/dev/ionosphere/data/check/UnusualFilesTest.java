package dev.ionosphere.data.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowFile;
import dev.ionosphere.data.source.SourceException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files as people have them, with the cells that tools/unusual-files/make.py says are in them. The
 * parser is the one of training and of devices: what it refuses, both refuse in these words.
 */
class UnusualFilesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static Path folder() throws URISyntaxException {
    return Path.of(Objects.requireNonNull(UnusualFilesTest.class.getResource("/unusual")).toURI());
  }

  static List<String> names() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  @Test
  void sixtyAreTriedAndFortyRead() throws Exception {
    long read = 0;
    for (String name : names()) {
      read += expected(name).has("error") ? 0 : 1;
    }
    assertThat(names()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(read).isGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theParserReadsWhatIsThere(String name) throws Exception {
    JsonNode expected = expected(name);
    if (expected.has("error")) {
      assertThatThrownBy(() -> parsed(expected))
          .isInstanceOf(SourceException.class)
          .hasMessage(expected.path("error").asText());
      return;
    }
    JsonNode got = parsed(expected);
    for (String part : List.of("rows", "at", "refused", "first")) {
      assertThat(got.path(part))
          .as(part)
          .isEqualTo(MAPPER.readTree(expected.path(part).toString()));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theProfileCountsWhatIsThere(String name) throws Exception {
    JsonNode expected = expected(name);
    Path file = file(expected);
    if (expected.has("error") && !expected.path("profiled").asBoolean()) {
      assertThatThrownBy(() -> TableProfile.read(file, format(expected)))
          .isInstanceOf(SourceException.class)
          .hasMessage(expected.path("error").asText());
      return;
    }
    TableProfile profile = TableProfile.read(file, format(expected));
    if (!expected.has("error")) {
      assertThat(profiled(profile)).isEqualTo(expected.path("profile"));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theGuessIsTheFormat(String name) throws Exception {
    JsonNode expected = expected(name);
    if (expected.path("guessed").asBoolean()) {
      JsonNode guess = MAPPER.valueToTree(FormatFields.of(FormatGuess.of(file(expected)).format()));
      assertThat(guess).isEqualTo(expected.path("format"));
    }
  }

  private static JsonNode expected(String name) throws IOException, URISyntaxException {
    return MAPPER.readTree(folder().resolve(name).toFile());
  }

  private static Path file(JsonNode expected) throws URISyntaxException {
    return folder().resolve(expected.path("file").asText());
  }

  private static Format format(JsonNode expected) {
    Map<?, ?> stated = MAPPER.convertValue(expected.path("format"), Map.class);
    @SuppressWarnings("unchecked")
    Map<String, Object> fields = (Map<String, Object>) stated;
    return FormatFields.of(fields);
  }

  private JsonNode parsed(JsonNode expected) throws IOException, URISyntaxException {
    Schema schema = schema(expected.path("columns"));
    RowBatch batch = new RowBatch(schema, 4);
    Refusals refusals = new Refusals();
    ObjectNode got = NODES.objectNode();
    ArrayNode rows = got.putArray("rows");
    ArrayNode at = got.putArray("at");
    Path file = file(expected);
    try (RowFile source =
        RowFile.open(file, format(expected).parser(file.getFileName().toString(), schema))) {
      boolean more;
      do {
        more = source.read(batch, refusals);
        for (int row = 0; row < batch.size(); row++) {
          rows.add(cells(batch, row));
          at.add((int) batch.rowNumber(row));
        }
      } while (more);
    }
    ObjectNode refused = got.putObject("refused");
    ObjectNode first = got.putObject("first");
    refusals.counts().forEach((reason, count) -> refused.put(reason.wireName(), count.intValue()));
    refusals.examples().forEach((reason, example) -> first.put(reason.wireName(), example));
    return reread(got);
  }

  private static Schema schema(JsonNode columns) {
    List<Column> schema = new ArrayList<>();
    for (Map.Entry<String, JsonNode> column : columns.properties()) {
      ColumnType type = ColumnType.of(column.getValue().asText()).orElseThrow();
      schema.add(new Column(column.getKey(), type, true));
    }
    return new Schema(schema);
  }

  private ArrayNode cells(RowBatch batch, int row) {
    ArrayNode cells = NODES.arrayNode();
    for (int column = 0; column < batch.schema().size(); column++) {
      if (!batch.isPresent(column, row)) {
        cells.addNull();
        continue;
      }
      switch (batch.schema().column(column).type()) {
        case FLOAT32, FLOAT64 -> number(cells, batch.number(column, row));
        case STRING -> cells.add(batch.text(column, row));
        case BOOL -> cells.add(batch.whole(column, row) != 0);
        case INT32, INT64, DATE, TIMESTAMP -> cells.add(batch.whole(column, row));
      }
    }
    return cells;
  }

  private static void number(ArrayNode cells, double value) {
    if (Double.isInfinite(value)) {
      cells.add(String.valueOf(value));
    } else {
      cells.add(value);
    }
  }

  private static JsonNode profiled(TableProfile profile) throws IOException {
    ObjectNode got = NODES.objectNode().put("rows", profile.rows());
    ObjectNode refused = got.putObject("refused");
    profile
        .refusals()
        .counts()
        .forEach((reason, count) -> refused.put(reason.wireName(), count.intValue()));
    ObjectNode columns = got.putObject("columns");
    profile.columns().forEach((name, column) -> columns.set(name, profiled(column)));
    return reread(got);
  }

  private static JsonNode profiled(ColumnProfile column) {
    ObjectNode got =
        NODES.objectNode().put("type", column.type().wireName()).put("missing", column.missing());
    if (column.type().isNumeric() && column.numbers() > column.infinite()) {
      got.put("least", column.least())
          .put("most", column.most())
          .put("constant", column.isConstant());
    }
    return got;
  }

  /** As it is read from a file, numbers of the narrowest type. */
  private static JsonNode reread(JsonNode node) throws IOException {
    return MAPPER.readTree(node.toString());
  }
}
