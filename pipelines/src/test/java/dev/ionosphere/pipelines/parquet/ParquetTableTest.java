package dev.ionosphere.pipelines.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.SourceException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableTest {

  private static final String ALL =
      """
      message row {
        optional double heat;
        optional float flow;
        optional int32 turns;
        required int64 hours;
        optional boolean on;
        optional binary mode (STRING);
        optional int32 day (DATE);
        optional int64 at (TIMESTAMP(MILLIS,true));
        optional int64 price (DECIMAL(12,2));
        optional binary huge (DECIMAL(30,3));
        optional int64 bits (INTEGER(64,false));
        optional binary raw;
        optional group place { optional double x; }
        repeated double many;
      }
      """;

  @TempDir Path directory;

  private Path write(String schema, int rows, BiConsumer<Group, Integer> fill) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    Path file = directory.resolve("rows.parquet");
    Files.deleteIfExists(file);
    SimpleGroupFactory groups = new SimpleGroupFactory(type);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(type)
            .withRowGroupSize(1024L)
            .build()) {
      for (int row = 0; row < rows; row++) {
        Group group = groups.newGroup();
        fill.accept(group, row);
        writer.write(group);
      }
    }
    return file;
  }

  private Path all() throws IOException {
    return write(
        ALL,
        2,
        (group, row) -> {
          group.add("hours", 7L + row);
          if (row == 1) {
            return;
          }
          group.add("heat", 20.5);
          group.add("flow", 0.1f);
          group.add("turns", -3);
          group.add("on", true);
          group.add("mode", "idle");
          group.add("day", 20_000);
          group.add("at", 1_700_000_000_000L);
          group.add("price", 1_999L);
          group.add(
              "huge",
              Binary.fromConstantByteArray(new BigInteger("-123456789012345678901").toByteArray()));
          group.add("bits", -1L);
          group.add("raw", "x");
          group.addGroup("place").add("x", 1.0);
          group.add("many", 1.0);
        });
  }

  private static RowBatch read(Path file, Schema wanted) throws IOException {
    RowBatch batch = new RowBatch(wanted, 100);
    try (ParquetTable table = ParquetTable.open(file, wanted)) {
      assertThat(table.read(batch)).isFalse();
    }
    return batch;
  }

  @Test
  void aProfileTellsTheTypesOfTheFile() throws IOException {
    TableProfile profile = ParquetTable.profile(all());
    assertThat(profile.rows()).isEqualTo(2);
    assertThat(profile.header().names())
        .startsWith("heat", "flow", "turns", "hours")
        .endsWith("raw", "place", "many");
    assertThat(profile.columns().values())
        .extracting(ColumnProfile::name, ColumnProfile::type)
        .map(named -> named.toList().toString())
        .contains("[heat, FLOAT64]", "[turns, INT64]", "[on, BOOL]", "[mode, STRING]")
        .contains("[day, DATE]", "[at, TIMESTAMP]", "[price, FLOAT64]", "[raw, STRING]")
        .contains("[place, STRING]", "[many, STRING]");
    assertThat(profile.columns().get("heat").missing()).isEqualTo(1);
    assertThat(profile.columns().get("hours").mean()).isEqualTo(7.5);
  }

  @Test
  void readsNumbersAsTheyAre() throws IOException {
    List<String> names = List.of("bits", "price", "huge", "heat", "flow", "turns", "hours");
    RowBatch rows = read(all(), Schema.ofNumbers(names));
    assertThat(IntStream.range(0, 7).mapToDouble(i -> rows.number(i, 0)))
        .containsExactly(
            18446744073709551615.0, 19.99, -123456789012345678.901, 20.5, (double) 0.1f, -3.0, 7.0);
    assertThat(rows.isPresent(3, 1)).isFalse();
    assertThat(rows.number(6, 1)).isEqualTo(8);
  }

  @Test
  void readsTextAndTruthsForLabels() throws IOException {
    RowBatch rows =
        read(
            all(),
            new Schema(
                List.of(
                    new Column("mode", ColumnType.STRING, true),
                    new Column("on", ColumnType.BOOL, true),
                    new Column("hours", ColumnType.INT64, true))));
    assertThat(rows.text(0, 0)).isEqualTo("idle");
    assertThat(rows.text(0, 1)).isNull();
    assertThat(rows.whole(1, 0)).isEqualTo(1);
    assertThat(rows.whole(2, 1)).isEqualTo(8);
  }

  @Test
  void wholeNumbersAndTruthsAreSpelledWhereTextIsWanted() throws IOException {
    RowBatch rows =
        read(
            all(),
            new Schema(
                Stream.of("turns", "hours", "on")
                    .map(name -> new Column(name, ColumnType.STRING, true))
                    .toList()));
    assertThat(IntStream.range(0, 3).mapToObj(i -> rows.text(i, 0)))
        .containsExactly("-3", "7", "true");
    assertThat(IntStream.range(0, 3).mapToObj(i -> rows.text(i, 1)))
        .containsExactly(null, "8", null);
    for (String other : List.of("heat", "price", "bits", "day", "at")) {
      assertThatThrownBy(
              () -> read(all(), new Schema(List.of(new Column(other, ColumnType.STRING, true)))))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("column '" + other + "'")
          .hasMessageContaining("wanted is string");
    }
  }

  @Test
  void anEmptyTextIsMissing() throws IOException {
    Path file =
        write(
            "message row { required binary mode (STRING); }",
            3,
            (group, row) -> group.add("mode", List.of("", " ", "run").get(row)));
    RowBatch rows = read(file, new Schema(List.of(new Column("mode", ColumnType.STRING, true))));
    assertThat(IntStream.range(0, 3).mapToObj(row -> rows.text(0, row)))
        .containsExactly(null, " ", "run");
    ColumnProfile mode = ParquetTable.profile(file).columns().get("mode");
    assertThat(mode.missing()).isEqualTo(1);
    assertThat(mode.differentTexts()).isEqualTo(2);
  }

  @Test
  void aColumnThatIsNotThereHasNoValue() throws IOException {
    RowBatch rows = read(all(), Schema.ofNumbers(List.of("none")));
    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.isPresent(0, 0)).isFalse();
  }

  @Test
  void nanIsMissingAndInfinityIsNone() throws IOException {
    Path file =
        write(
            "message row { required double x; }",
            3,
            (group, row) ->
                group.add("x", List.of(Double.NaN, Double.NEGATIVE_INFINITY, 4.0).get(row)));
    ColumnProfile x = ParquetTable.profile(file).columns().get("x");
    assertThat(x.missing()).isEqualTo(1);
    assertThat(x.infinite()).isEqualTo(1);
    assertThat(x.most()).isEqualTo(4);
  }

  @Test
  void readsOnOverBatchesAndGroupsOfRows() throws IOException {
    Path file =
        write("message row { required int32 x; }", 5_000, (group, row) -> group.add("x", row));
    RowBatch batch = new RowBatch(Schema.ofNumbers(List.of("x")), 7);
    long sum = 0;
    long count = 0;
    try (ParquetTable table = ParquetTable.open(file, batch.schema())) {
      boolean more;
      do {
        more = table.read(batch);
        for (int row = 0; row < batch.size(); row++) {
          assertThat(batch.rowNumber(row)).isEqualTo(count++);
          sum += (long) batch.number(0, row);
        }
      } while (more);
    }
    assertThat(count).isEqualTo(5_000);
    assertThat(sum).isEqualTo(5_000L * 4_999 / 2);
  }

  @Test
  void aTypeThatDoesNotFitIsNamed() throws IOException {
    Path file = all();
    assertThatThrownBy(() -> read(file, Schema.ofNumbers(List.of("mode"))))
        .isInstanceOf(SourceException.class)
        .hasMessage("source 'rows.parquet', column 'mode': is string, wanted is float64");
    assertThatThrownBy(() -> read(file, Schema.ofNumbers(List.of("place"))))
        .hasMessageContaining("of a type that is not read");
  }

  @Test
  void aBrokenFileIsRefusedByName() throws IOException {
    Path file = all();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {4, 12, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(file);
    }
    for (int at = 4; at < whole.length; at += 7) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) 0xff;
      Files.write(file, changed);
      try {
        Object unused = ParquetTable.profile(file);
      } catch (SourceException refused) {
        assertThat(refused).hasMessageContaining("rows.parquet");
      }
    }
  }

  /**
   * The largest number that Parquet can write in the place of each byte: one is a page's length.
   */
  @Test
  void whatAnnouncesGigabytesIsRefusedByName() throws IOException {
    Path file = all();
    byte[] whole = Files.readAllBytes(file);
    byte[] largest = {(byte) 0xfe, -1, -1, -1, 0x0f};
    boolean memory = false;
    for (int at = 4; at < whole.length && !memory; at++) {
      ByteBuffer changed = ByteBuffer.allocate(whole.length - 1 + largest.length);
      changed.put(whole, 0, at).put(largest).put(whole, at + 1, whole.length - at - 1);
      Files.write(file, changed.array());
      try {
        Object unused = ParquetTable.profile(file);
      } catch (SourceException refused) {
        memory = String.valueOf(refused.getMessage()).contains("more than the memory");
      }
    }
    assertThat(memory).isTrue();
  }

  private static void assertRefused(Path file) {
    assertThatThrownBy(() -> ParquetTable.profile(file))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("source 'rows.parquet' is Parquet, and broken");
  }
}
