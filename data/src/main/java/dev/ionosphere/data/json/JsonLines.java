package dev.ionosphere.data.json;

import static dev.ionosphere.data.source.RowParser.INCOMPLETE;
import static dev.ionosphere.data.source.RowParser.MOST_ROW;

import dev.ionosphere.data.row.RefusalReason;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.source.FileKind;
import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.data.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a file of JSON objects; those that are none, or given up. */
public final class JsonLines {

  /** Takes one value after the other. */
  public interface Members {
    /** A value that is a text, a number or a truth; one that is null is not given. */
    void member(String name, byte[] bytes, int from, int to);
  }

  private final String source;
  private final JsonLine line = new JsonLine();
  private long row;
  private boolean insideLongRow;
  private long rowOfLine;
  private boolean isRow;

  public JsonLines(String source) {
    this.source = source;
  }

  /** See {@link dev.ionosphere.data.source.RowParser#begin}. */
  public int begin(byte[] bytes, int to) throws SourceException {
    Optional<String> other = FileKind.notText(bytes, to);
    if (other.isPresent()) {
      throw new SourceException("source '%s' %s".formatted(source, other.get()));
    }
    return FileKind.markLength(bytes, to);
  }

  /** Goes on at a place that an earlier reader came to. */
  public void resume(RowPlace place) {
    row = place.row();
    insideLongRow = place.insideLongRow();
  }

  /** Where it is. */
  public RowPlace place() {
    return new RowPlace(row, insideLongRow, 0);
  }

  /**
   * Finds the next line; {@link #isRow} says whether it is one.
   *
   * @return where the one after it begins, or {@link
   *     dev.ionosphere.data.source.RowParser#INCOMPLETE}
   */
  public int next(byte[] bytes, int from, int to, boolean last, Refusals refusals) {
    isRow = false;
    int end = from;
    while (end < to && bytes[end] != '\n') {
      end++;
    }
    if (end == to) {
      return unfinished(from, to, last, refusals);
    }
    if (insideLongRow) {
      insideLongRow = false;
    } else if (end - from > MOST_ROW) {
      refuse(RefusalReason.TOO_LONG, "longer than 64 KiB", refusals);
    } else if (!isBlank(bytes, from, end)) {
      if (line.parse(bytes, from, end)) {
        isRow = true;
        rowOfLine = row++;
      } else {
        refuse(RefusalReason.NOT_JSON, "no JSON object", refusals);
      }
    }
    return end + 1;
  }

  private int unfinished(int from, int to, boolean last, Refusals refusals) {
    if (from == to) {
      return INCOMPLETE;
    }
    if (insideLongRow) {
      return to;
    }
    if (last) {
      refuse(RefusalReason.UNFINISHED, "the file ends before the line does", refusals);
      return to;
    }
    if (to - from > MOST_ROW) {
      refuse(RefusalReason.TOO_LONG, "longer than 64 KiB", refusals);
      insideLongRow = true;
      return to;
    }
    return INCOMPLETE;
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private void refuse(RefusalReason reason, String what, Refusals refusals) {
    rowOfLine = row++;
    refusals.add(reason, named(what));
  }

  /** What is said of the last row. */
  String named(String what) {
    return "row %d of '%s', %s".formatted(rowOfLine, source, what);
  }

  /** Whether the last line was an object. */
  public boolean isRow() {
    return isRow;
  }

  /** Number of the last row. */
  public long row() {
    return rowOfLine;
  }

  JsonLine line() {
    return line;
  }

  /** Gives the members of the last object, but those that are null, objects or lists. */
  public void members(byte[] bytes, Members into) {
    for (int i = 0; i < line.size(); i++) {
      switch (line.kind(i)) {
        case TEXT -> {
          if (line.isEscaped(i)) {
            byte[] plain = line.text(i).getBytes(StandardCharsets.UTF_8);
            into.member(line.name(i), plain, 0, plain.length);
          } else {
            into.member(line.name(i), bytes, line.start(i), line.end(i));
          }
        }
        case NUMBER, TRUTH -> into.member(line.name(i), bytes, line.start(i), line.end(i));
        case NULL, NESTED -> {}
      }
    }
  }
}
