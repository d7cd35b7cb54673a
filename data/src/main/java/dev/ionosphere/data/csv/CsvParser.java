package dev.ionosphere.data.csv;

import dev.ionosphere.data.cell.Cell;
import dev.ionosphere.data.cell.CellReader;
import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.RefusalReason;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowParser;
import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.data.source.SourceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Typed rows of a file of separated values, for the columns that are wanted. One thread. */
public final class CsvParser implements RowParser {

  private final String source;
  private final CsvDialect dialect;
  private final Schema wanted;
  private final CsvLines lines;
  private final CellReader[] cells;
  private int[] fields = {};
  private byte[] scratch = {};

  /**
   * @param source its name in messages
   * @param wanted columns to read; others are not looked at
   */
  public CsvParser(String source, CsvDialect dialect, Schema wanted) {
    this.source = source;
    this.dialect = dialect;
    this.wanted = wanted;
    lines = new CsvLines(source, dialect);
    cells = wanted.columns().stream().map(this::cells).toArray(CellReader[]::new);
  }

  private CellReader cells(Column column) {
    return new CellReader(
        column, dialect.missing(), dialect.decimal(), dialect.encoding(), dialect.times());
  }

  @Override
  public int begin(byte[] bytes, int to) throws SourceException {
    int first = lines.begin(bytes, to);
    if (first != INCOMPLETE) {
      fields = lines.header().fieldsOf(wanted, source);
    }
    return first;
  }

  @Override
  public List<String> columns() {
    return lines.header().names();
  }

  @Override
  public void resume(RowPlace place) {
    lines.resume(place);
  }

  @Override
  public RowPlace place() {
    return lines.place();
  }

  @Override
  public int parse(
      byte[] bytes, int from, int to, boolean last, int most, RowBatch into, Refusals refusals) {
    int at = from;
    int left = most;
    while (left > 0 && !into.isFull()) {
      int next = lines.next(bytes, at, to, last, refusals);
      if (next == INCOMPLETE) {
        break;
      }
      at = next;
      switch (lines.kind()) {
        case ROW -> {
          row(bytes, into, refusals);
          left--;
        }
        case REFUSED -> left--;
        case OTHER -> {}
      }
    }
    return at;
  }

  private void row(byte[] bytes, RowBatch into, Refusals refusals) {
    RefusalReason fault = lines.fault();
    if (fault != null) {
      refusals.add(fault, lines.named(fault));
      return;
    }
    RecordScanner record = lines.record();
    into.begin(lines.row());
    for (int column = 0; column < fields.length; column++) {
      RefusalReason wrong = read(bytes, record, fields[column], into, column);
      if (wrong != null) {
        refusals.add(wrong, lines.named(wrong(bytes, record, column)));
        return;
      }
    }
    into.end();
  }

  private @Nullable RefusalReason read(
      byte[] bytes, RecordScanner record, int field, RowBatch into, int column) {
    Cell cell;
    if (record.isEscaped(field)) {
      int size = record.end(field) - record.start(field);
      scratch = scratch.length < size ? new byte[size] : scratch;
      int length = record.unescape(bytes, field, scratch);
      cell = cells[column].read(scratch, 0, length, into, column);
    } else {
      cell = cells[column].read(bytes, record.start(field), record.end(field), into, column);
    }
    return switch (cell) {
      case VALUE -> null;
      case MISSING -> wanted.column(column).nullable() ? null : RefusalReason.MISSING;
      case NOT_OF_TYPE -> RefusalReason.NOT_OF_TYPE;
      case OUT_OF_RANGE -> RefusalReason.OUT_OF_RANGE;
    };
  }

  private String wrong(byte[] bytes, RecordScanner record, int column) {
    return "column '%s': got '%s', %s is needed"
        .formatted(
            wanted.column(column).name(),
            ShownText.value(record.text(bytes, fields[column], dialect.encoding())),
            cells[column].needed());
  }
}
