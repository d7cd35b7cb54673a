package dev.ionosphere.data.check;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a file when it is read as what it holds: a column of numbers with a few broken
 * ones as numbers, so that what is broken is refused by name.
 *
 * @param schema of the columns that can be asked for
 * @param firstRows their values as text, empty where there is none
 * @param rows that are read
 * @param refusals rows that are not
 */
public record TableCheck(
    TableProfile profile,
    Schema schema,
    List<List<String>> firstRows,
    long rows,
    Refusals refusals) {

  private static final int FIRST = 5;
  private static final int MOST_ROWS = 256;
  private static final int MOST_CELLS = 1 << 20;
  private static final int LONGEST = 200;

  public TableCheck {
    firstRows = List.copyOf(firstRows);
  }

  /**
   * Reads a whole file, twice.
   *
   * @throws dev.ionosphere.data.source.SourceException if it is no file of the format
   */
  public static TableCheck of(Path file, Format format) throws IOException {
    TableProfile profile = TableProfile.read(file, format);
    Schema schema =
        new Schema(profile.columns().values().stream().map(TableCheck::column).toList());
    RowBatch batch = new RowBatch(schema, capacity(schema));
    Refusals refusals = new Refusals();
    List<List<String>> first = new ArrayList<>();
    long count = 0;
    String source = String.valueOf(file.getFileName());
    try (RowFile rows = RowFile.open(file, format.parser(source, schema))) {
      boolean more;
      do {
        more = rows.read(batch, refusals);
        for (int row = 0; row < batch.size() && first.size() < FIRST; row++) {
          first.add(texts(batch, row));
        }
        count += batch.size();
      } while (more);
    }
    return new TableCheck(profile, schema, first, count, refusals);
  }

  private static Column column(ColumnProfile profile) {
    ColumnType type = profile.isNearlyNumeric() ? ColumnType.FLOAT64 : profile.type();
    return new Column(profile.name(), type, true);
  }

  /** Few rows at a time of a wide table. */
  private static int capacity(Schema schema) {
    return Math.max(FIRST, Math.min(MOST_ROWS, MOST_CELLS / (schema.size() + 1)));
  }

  private static List<String> texts(RowBatch batch, int row) {
    List<String> texts = new ArrayList<>();
    for (int column = 0; column < batch.schema().size(); column++) {
      texts.add(batch.isPresent(column, row) ? text(batch, column, row) : "");
    }
    return texts;
  }

  private static String text(RowBatch batch, int column, int row) {
    return switch (batch.schema().column(column).type()) {
      case FLOAT32, FLOAT64 -> String.valueOf(batch.number(column, row));
      case INT32, INT64 -> String.valueOf(batch.whole(column, row));
      case BOOL -> String.valueOf(batch.whole(column, row) != 0);
      case DATE -> LocalDate.ofEpochDay(batch.whole(column, row)).toString();
      case TIMESTAMP -> Instant.EPOCH.plus(batch.whole(column, row), ChronoUnit.MICROS).toString();
      case STRING -> shortened(String.valueOf(batch.text(column, row)));
    };
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
