package dev.ionosphere.data.csv;

import dev.ionosphere.data.source.RowParser;
import java.util.ArrayList;
import java.util.List;

/** The first records of a file as a dialect would split them, before it is known to be its. */
public final class CsvSample {

  /**
   * One record.
   *
   * @param line of the file that it begins on, from 0
   * @param wellQuoted whether each quote is closed, and nothing follows it
   */
  public record Line(int line, List<String> fields, boolean wellQuoted) {

    public Line {
      fields = List.copyOf(fields);
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
      return fields.size() == 1 && fields.get(0).isEmpty();
    }
  }

  /**
   * Records from a place on; comments, and a last line that does not end, are left out.
   *
   * @param most records
   */
  public static List<Line> of(byte[] bytes, int from, int to, CsvDialect dialect, int most) {
    RecordScanner record = new RecordScanner(dialect);
    List<Line> lines = new ArrayList<>();
    int line = 0;
    int at = from;
    while (at < to && lines.size() < most) {
      int limit = Math.min(to, at + RowParser.MOST_ROW);
      int next = record.next(bytes, at, limit);
      boolean closed = next != RecordScanner.INCOMPLETE;
      if (!closed) {
        next = lineEnd(bytes, at, limit);
        if (next == RecordScanner.INCOMPLETE) {
          break;
        }
      }
      if (dialect.comment() == null || bytes[at] != dialect.comment()) {
        lines.add(
            new Line(
                line,
                closed ? record.texts(bytes, dialect.encoding()) : List.of(""),
                closed && record.isWellQuoted()));
      } else {
        next = lineEnd(bytes, at, limit);
      }
      line += lineEnds(bytes, at, next);
      at = next;
    }
    return lines;
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        return RecordScanner.afterLineEnd(bytes, i, to);
      }
    }
    return RecordScanner.INCOMPLETE;
  }

  private static int lineEnds(byte[] bytes, int from, int to) {
    int count = 0;
    int at = lineEnd(bytes, from, to);
    while (at != RecordScanner.INCOMPLETE) {
      count++;
      at = lineEnd(bytes, at, to);
    }
    return count;
  }

  private CsvSample() {}
}
