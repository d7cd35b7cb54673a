package dev.ionosphere.edge.source;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowParser;
import java.io.IOException;

/** Takes rows of a file, each time from where the last reading of it stopped. */
final class RowReading {

  /**
   * What a reading came to.
   *
   * @param more whether it stopped because it had enough, perhaps of what is no row
   * @param whole whether nothing is left of what is there, not even a part of a row
   */
  record Result(FilePosition to, boolean more, boolean whole) {

    /** Whether not even the header is there. */
    boolean hasNotBegun() {
      return to.equals(FilePosition.START);
    }
  }

  /** Bytes of a reading: of a file that has no rows, or a line without end, there may be any. */
  private static final long MOST_BYTES = 16L << 20;

  private final Format format;
  private final RowBatch rows;
  private final byte[] buffer = new byte[2 * RowParser.MOST_ROW];

  /**
   * @param most rows of a reading
   */
  RowReading(Format format, Schema wanted, int most) {
    this.format = format;
    this.rows = new RowBatch(wanted, most);
  }

  /** Those of the last reading. */
  RowBatch rows() {
    return rows;
  }

  RowParser parser(SourcePath source) {
    return format.parser(source.toString(), rows.schema());
  }

  int begin(SourceBytes file, RowParser parser) throws IOException {
    int read = file.read(0, buffer, RowParser.MOST_ROW);
    return read == 0 ? RowParser.INCOMPLETE : parser.begin(buffer, read);
  }

  /**
   * Reads.
   *
   * @param last whether what is there is all that will be
   */
  Result read(
      SourceBytes file,
      RowParser parser,
      FilePosition from,
      int most,
      boolean last,
      Refusals refused)
      throws IOException {
    rows.clear();
    int first = begin(file, parser);
    if (first == RowParser.INCOMPLETE) {
      return new Result(from, false, false);
    }
    parser.resume(from.place());
    long end = from.place().row() + Math.min(most, rows.capacity());
    long at = Math.max(from.offset(), first);
    long furthest = at + MOST_BYTES;
    while (true) {
      int read = file.read(at, buffer, buffer.length);
      boolean ends = last && read < buffer.length;
      int left = (int) (end - parser.place().row());
      int taken = parser.parse(buffer, 0, read, ends, left, rows, refused);
      at += taken;
      boolean enough = parser.place().row() >= end || rows.isFull() || at >= furthest;
      if (enough || read < buffer.length || taken == 0) {
        return new Result(file.position(at, parser.place()), enough, !enough && taken == read);
      }
    }
  }
}
