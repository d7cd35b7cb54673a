package dev.ionosphere.data.csv;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowParser;
import dev.ionosphere.data.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Texts read as files. */
final class TestingCsv {

  private final CsvDialect dialect;
  private final Schema schema;
  final Refusals refusals = new Refusals();

  private TestingCsv(CsvDialect dialect, Schema schema) {
    this.dialect = dialect;
    this.schema = schema;
  }

  static TestingCsv numbers(CsvDialect dialect, String... columns) {
    return new TestingCsv(dialect, Schema.ofNumbers(List.of(columns)));
  }

  static TestingCsv texts(CsvDialect dialect, String... columns) {
    return new TestingCsv(
        dialect,
        new Schema(
            List.of(columns).stream()
                .map(name -> new Column(name, ColumnType.STRING, true))
                .toList()));
  }

  static TestingCsv typed(CsvDialect dialect, Column... columns) {
    return new TestingCsv(dialect, new Schema(List.of(columns)));
  }

  List<String> rows(String text) throws SourceException {
    return rows(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Rows as {@code number:value|value}, a missing value as nothing. */
  List<String> rows(byte[] bytes) throws SourceException {
    return rows(bytes, bytes.length);
  }

  /** The same, given so many bytes at a time. */
  List<String> rows(byte[] bytes, int step) throws SourceException {
    CsvParser parser = new CsvParser("file.csv", dialect, schema);
    List<String> rows = new ArrayList<>();
    RowBatch batch = new RowBatch(schema, 3);
    int given = 0;
    int at = RowParser.INCOMPLETE;
    while (true) {
      boolean last = given == bytes.length;
      if (at == RowParser.INCOMPLETE) {
        at = parser.begin(bytes, given);
      }
      int before;
      do {
        before = at;
        if (at != RowParser.INCOMPLETE) {
          batch.clear();
          at = parser.parse(bytes, at, given, last, Integer.MAX_VALUE, batch, refusals);
          for (int row = 0; row < batch.size(); row++) {
            rows.add(text(batch, row));
          }
        }
      } while (at != before || batch.isFull());
      if (last) {
        return rows;
      }
      given = Math.min(bytes.length, given + step);
    }
  }

  private static String text(RowBatch batch, int row) {
    List<String> values = new ArrayList<>();
    for (int column = 0; column < batch.schema().size(); column++) {
      ColumnType type = batch.schema().column(column).type();
      values.add(
          !batch.isPresent(column, row)
              ? ""
              : switch (type) {
                case STRING -> batch.text(column, row);
                case FLOAT32, FLOAT64 -> String.valueOf(batch.number(column, row));
                default -> String.valueOf(batch.whole(column, row));
              });
    }
    return batch.rowNumber(row) + ":" + String.join("|", values);
  }
}
