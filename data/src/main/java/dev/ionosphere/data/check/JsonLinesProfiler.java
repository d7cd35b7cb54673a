package dev.ionosphere.data.check;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.json.JsonLines;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.data.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Profiles JSON lines. */
final class JsonLinesProfiler implements ProfilingParser {

  private final JsonLines lines;
  private final CellProfiler cells;
  private final TableProfile profile;

  JsonLinesProfiler(String source, Format.JsonLines format, TableProfile profile) {
    lines = new JsonLines(source);
    cells = new CellProfiler(format.missing(), '.', StandardCharsets.UTF_8, format.times());
    this.profile = profile;
  }

  @Override
  public int begin(byte[] bytes, int to) throws SourceException {
    return lines.begin(bytes, to);
  }

  @Override
  public List<String> columns() {
    return profile.header().names();
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
      if (lines.isRow()) {
        lines.members(bytes, this::add);
        into.begin(lines.row());
        into.end();
      }
    }
    return at;
  }

  private void add(String name, byte[] bytes, int from, int to) {
    if (!name.isEmpty()) {
      cells.add(bytes, from, to, profile.added(name));
    }
  }
}
