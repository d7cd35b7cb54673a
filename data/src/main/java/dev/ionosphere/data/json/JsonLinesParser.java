package dev.ionosphere.data.json;

import dev.ionosphere.data.cell.Cell;
import dev.ionosphere.data.cell.CellReader;
import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.cell.TimeFormat;
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

/**
 * Typed rows of a file of one JSON object a line. A name that is not there, or null, is a missing
 * value. One thread.
 */
public final class JsonLinesParser implements RowParser {

  private final Schema wanted;
  private final CellReader[] cells;
  private final JsonLines lines;

  public JsonLinesParser(String source, Schema wanted, List<String> missing, TimeFormat times) {
    this.wanted = wanted;
    lines = new JsonLines(source);
    cells =
        wanted.columns().stream()
            .map(column -> new CellReader(column, missing, '.', StandardCharsets.UTF_8, times))
            .toArray(CellReader[]::new);
  }

  @Override
  public int begin(byte[] bytes, int to) throws SourceException {
    return lines.begin(bytes, to);
  }

  @Override
  public List<String> columns() {
    return List.of();
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
    long end = lines.place().row() + most;
    while (lines.place().row() < end && !into.isFull()) {
      int next = lines.next(bytes, at, to, last, refusals);
      if (next == INCOMPLETE) {
        break;
      }
      at = next;
      if (lines.isRow()) {
        row(bytes, into, refusals);
      }
    }
    return at;
  }

  private void row(byte[] bytes, RowBatch into, Refusals refusals) {
    JsonLine line = lines.line();
    into.begin(lines.row());
    for (int column = 0; column < cells.length; column++) {
      int member = line.indexOf(wanted.column(column).name());
      Cell cell = member < 0 ? Cell.MISSING : read(bytes, line, member, into, column);
      if (cell == Cell.VALUE || (cell == Cell.MISSING && wanted.column(column).nullable())) {
        continue;
      }
      refusals.add(reason(cell), lines.named(wrong(line, member, column)));
      return;
    }
    into.end();
  }

  private Cell read(byte[] bytes, JsonLine line, int member, RowBatch into, int column) {
    return switch (line.kind(member)) {
      case NULL -> Cell.MISSING;
      case NESTED -> Cell.NOT_OF_TYPE;
      case TEXT -> text(bytes, line, member, into, column);
      case NUMBER, TRUTH ->
          cells[column].read(bytes, line.start(member), line.end(member), into, column);
    };
  }

  private Cell text(byte[] bytes, JsonLine line, int member, RowBatch into, int column) {
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

  private String wrong(JsonLine line, int member, int column) {
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
}
