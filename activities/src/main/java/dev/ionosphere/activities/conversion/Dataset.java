package dev.ionosphere.activities.conversion;

import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rows that a program learned from, read as devices read theirs.
 *
 * @param files in order
 * @param format how they are written
 */
record Dataset(List<Path> files, Format format) {

  private static final int MOST_ROWS = 256;
  private static final int MOST_CELLS = 1 << 20;

  Dataset {
    files = List.copyOf(files);
  }

  /** What each column is, by all of its values, in the order of the first file. */
  Map<String, ColumnProfile> profile() throws IOException {
    Map<String, ColumnProfile> columns = new LinkedHashMap<>();
    for (Path file : files) {
      for (ColumnProfile profile : TableProfile.read(file, format).columns().values()) {
        ColumnProfile known = columns.putIfAbsent(profile.name(), profile);
        if (known != null) {
          known.merge(profile);
        }
      }
    }
    return columns;
  }

  /** Columns of numbers as numbers, all others as they are spelled. */
  static Schema schema(Map<String, ColumnProfile> profile) {
    List<Column> columns = new ArrayList<>();
    profile.forEach((name, column) ->
        columns.add(
            new Column(
                name,
                column.isNearlyNumeric() || column.type().isNumeric()
                    ? ColumnType.FLOAT64
                    : ColumnType.STRING,
                true)));
    return new Schema(columns);
  }

  /** Hands on all rows in batches; each holds until the next. */
  long read(Schema schema, Consumer<RowBatch> taker) throws IOException {
    RowBatch batch =
        new RowBatch(schema, Math.max(1, Math.min(MOST_ROWS, MOST_CELLS / (schema.size() + 1))));
    Refusals refusals = new Refusals();
    long count = 0;
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      try (RowFile rows = RowFile.open(file, format.parser(name, schema))) {
        boolean more;
        do {
          more = rows.read(batch, refusals);
          taker.accept(batch);
          count += batch.size();
        } while (more);
      }
    }
    return count;
  }
}
