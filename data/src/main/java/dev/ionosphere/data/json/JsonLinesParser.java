package dev.ionosphere.data.json;

import dev.ionosphere.data.cell.Cell;
import dev.ionosphere.data.cell.CellReader;
import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.csv.FileKind;
import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.ColumnType;
import dev.ionosphere.data.row.RefusalReason;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowParser;
import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.data.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Typed rows of a file of one JSON object a line. A name that is not there, or null, is a missing
 * value. One thread.
 */
public final class JsonLinesParser implements RowParser {

  private final String source;
  private final Schema wanted;
  private final CellReader[] cells;
  private final JsonLine line = new JsonLine();
  private long row;
  private boolean insideLongRow;

  public JsonLinesParser(String source, Schema wanted, List<String> missing, TimeFormat times) {
    this.source = source;
    this.wanted = wanted;
    cells =
        wanted.columns().stream()
            .map(column -> new CellReader(column, missing, '.', StandardCharsets.UTF_8, times))
            .toArray(CellReader[]::new);
  }

  @Override
  public int begin(byte[] bytes, int to) throws SourceException {
    Optional<String> other = FileKind.notText(bytes, to);
    if (other.isPresent()) {
      throw new SourceException("source '%s' %s".formatted(source, other.get()));
    }
    return FileKind.markLength(bytes, to);
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public void resume(RowPlace place) {
    row = place.row();
    insideLongRow = place.insideLongRow();
  }

  @Override
  public RowPlace place() {
    return new RowPlace(row, insideLongRow);
  }

  @Override
  public int parse(
      byte[] bytes, int from, int to, boolean last, int most, RowBatch into, Refusals refusals) {
    int at = from;
    int left = most;
    while (left > 0 && !into.isFull() && at < to) {
      int end = at;
      while (end < to && bytes[end] != '\n') {
        end++;
      }
      if (end == to) {
        return unfinished(at, to, last, refusals);
      }
      if (insideLongRow) {
        insideLongRow = false;
      } else if (!isBlank(bytes, at, end)) {
        row(bytes, at, end, into, refusals);
        row++;
        left--;
      }
      at = end + 1;
    }
    return at;
  }

  private int unfinished(int at, int to, boolean last, Refusals refusals) {
    if (last && !insideLongRow) {
      refuse(RefusalReason.UNFINISHED, "the file ends before the line does", refusals);
      row++;
    } else if (!insideLongRow && to - at > MOST_ROW) {
      refuse(RefusalReason.TOO_LONG, "longer than 64 KiB", refusals);
      row++;
      insideLongRow = true;
    } else if (!insideLongRow) {
      return at;
    }
    return to;
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private void row(byte[] bytes, int from, int to, RowBatch into, Refusals refusals) {
    if (to - from > MOST_ROW) {
      refuse(RefusalReason.TOO_LONG, "longer than 64 KiB", refusals);
      return;
    }
    if (!line.parse(bytes, from, to)) {
      refuse(RefusalReason.NOT_JSON, "no JSON object", refusals);
      return;
    }
    into.begin(row);
    for (int column = 0; column < cells.length; column++) {
      int member = line.indexOf(wanted.column(column).name());
      Cell cell = member < 0 ? Cell.MISSING : read(bytes, member, into, column);
      if (cell == Cell.VALUE || (cell == Cell.MISSING && wanted.column(column).nullable())) {
        continue;
      }
      refuse(reason(cell), wrong(member, column), refusals);
      return;
    }
    into.end();
  }

  private Cell read(byte[] bytes, int member, RowBatch into, int column) {
    return switch (line.kind(member)) {
      case NULL -> Cell.MISSING;
      case NESTED -> Cell.NOT_OF_TYPE;
      case TEXT -> text(bytes, member, into, column);
      case NUMBER, TRUTH ->
          cells[column].read(bytes, line.start(member), line.end(member), into, column);
    };
  }

  private Cell text(byte[] bytes, int member, RowBatch into, int column) {
    if (!line.isEscaped(member)) {
      return cells[column].read(bytes, line.start(member), line.end(member), into, column);
    }
    byte[] plain = line.text(member).getBytes(StandardCharsets.UTF_8);
    return cells[column].read(plain, 0, plain.length, into, column);
  }

  private static RefusalReason reason(Cell cell) {
    return switch (cell) {
      case VALUE, MISSING -> RefusalReason.MISSING;
      case NOT_OF_TYPE -> RefusalReason.NOT_OF_TYPE;
      case OUT_OF_RANGE -> RefusalReason.OUT_OF_RANGE;
    };
  }

  private String wrong(int member, int column) {
    Column of = wanted.column(column);
    String got =
        member < 0
            ? ""
            : line.kind(member) == JsonLine.Kind.NESTED
                ? "an object or a list"
                : ShownText.value(line.text(member));
    String needed = of.type() == ColumnType.STRING ? "a text" : cells[column].needed();
    return "column '%s': got '%s', %s is needed".formatted(of.name(), got, needed);
  }

  private void refuse(RefusalReason reason, String what, Refusals refusals) {
    refusals.add(reason, "row %d of '%s', %s".formatted(row, source, what));
  }
}
