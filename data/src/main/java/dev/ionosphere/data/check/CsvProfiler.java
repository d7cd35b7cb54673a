package dev.ionosphere.data.check;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.csv.CsvLines;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.data.source.SourceException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Profiles separated values. */
final class CsvProfiler implements ProfilingParser {

  private final CsvLines lines;
  private final CellProfiler cells;
  private final TableProfile profile;
  private @Nullable ColumnProfile[] columns = {};

  CsvProfiler(String source, CsvDialect dialect, TableProfile profile) {
    lines = new CsvLines(source, dialect);
    cells =
        new CellProfiler(dialect.missing(), dialect.decimal(), dialect.encoding(), dialect.times());
    this.profile = profile;
  }

  @Override
  public int begin(byte[] bytes, int to) throws SourceException {
    int first = lines.begin(bytes, to);
    if (first != INCOMPLETE) {
      profile.named(columns());
      columns = columns().stream().map(profile.columns()::get).toArray(ColumnProfile[]::new);
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
    while (!into.isFull()) {
      int next = lines.next(bytes, at, to, last, refusals);
      if (next == INCOMPLETE) {
        break;
      }
      at = next;
      if (lines.kind() == CsvLines.Kind.ROW && lines.fields(bytes, refusals, this::add)) {
        into.begin(lines.row());
        into.end();
      }
    }
    return at;
  }

  private void add(int index, byte[] bytes, int from, int to) {
    ColumnProfile column = columns[index];
    if (column != null) {
      cells.add(bytes, from, to, column);
    }
  }
}
