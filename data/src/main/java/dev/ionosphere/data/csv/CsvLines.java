package dev.ionosphere.data.csv;

import static dev.ionosphere.data.source.RowParser.INCOMPLETE;
import static dev.ionosphere.data.source.RowParser.MOST_ROW;

import dev.ionosphere.data.row.RefusalReason;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.source.FileKind;
import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.data.source.SourceException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file of separated values: what comes before the header, the header, rows;
 * comments, empty lines and repeated headers between them; lines that are given up. Types are
 * {@link CsvParser}'s.
 */
public final class CsvLines {

  /** Takes one field after the other. */
  public interface Fields {
    /**
     * @param index of the field, from 0
     */
    void field(int index, byte[] bytes, int from, int to);
  }

  /** What the last line was. */
  public enum Kind {
    ROW,
    /** No row could be found in it; counted. */
    REFUSED,
    /** Empty, a comment, the header again. */
    OTHER
  }

  private final String source;
  private final CsvDialect dialect;
  private final RecordScanner record;
  private @Nullable CsvHeader header;
  private byte[][] names = {};
  private long row;
  private boolean insideLongRow;

  /**
   * Bytes to come that a quote was sought in and did not close in: there each quote is closed in
   * its line. Else a file of such lines would be read through once for each of them.
   */
  private int suspect;

  private Kind kind = Kind.OTHER;
  private long rowOfRecord;

  public CsvLines(String source, CsvDialect dialect) {
    this.source = source;
    this.dialect = dialect;
    record = new RecordScanner(dialect);
  }

  /** See {@link dev.ionosphere.data.source.RowParser#begin}. */
  public int begin(byte[] bytes, int to) throws SourceException {
    Optional<String> other = FileKind.notText(bytes, to);
    if (other.isPresent()) {
      throw new SourceException("source '%s' %s".formatted(source, other.get()));
    }
    int at = FileKind.markLength(bytes, to);
    for (int skipped = 0; skipped < dialect.skip(); skipped++) {
      int line = lineEnd(bytes, at, to);
      if (line == INCOMPLETE) {
        return needMore(to);
      }
      at = line;
    }
    if (!dialect.hasHeader()) {
      header = CsvHeader.of(source, dialect.columns());
      return at;
    }
    while (true) {
      int limit = limit(at, to);
      int next =
          isComment(bytes, at, to) ? lineEnd(bytes, at, limit) : record.next(bytes, at, limit);
      if (next == INCOMPLETE) {
        return needMore(to);
      }
      if (!isComment(bytes, at, to) && !record.isEmptyLine()) {
        header = CsvHeader.of(source, names(bytes, at, next));
        keepNames(bytes);
        return next;
      }
      at = next;
    }
  }

  private int needMore(int to) throws SourceException {
    if (to >= MOST_ROW) {
      throw new SourceException(
          "source '%s' has no header line in its first 64 KiB".formatted(source));
    }
    return INCOMPLETE;
  }

  private List<String> names(byte[] bytes, int from, int to) throws SourceException {
    Charset encoding = dialect.encoding();
    if (!FileKind.isText(bytes, from, to, encoding)) {
      throw new SourceException(
          "source '%s' is not written in %s; say its encoding".formatted(source, encoding));
    }
    return record.texts(bytes, encoding);
  }

  /** As they are written, to see the header again. */
  private void keepNames(byte[] bytes) {
    names = new byte[record.fields()][];
    for (int field = 0; field < names.length; field++) {
      names[field] = Arrays.copyOfRange(bytes, record.start(field), record.end(field));
    }
  }

  /** The names of the columns, once the source has begun. */
  public CsvHeader header() {
    if (header == null) {
      throw new IllegalStateException("source '" + source + "' has not begun");
    }
    return header;
  }

  /** Goes on at a place that an earlier reader came to. */
  public void resume(RowPlace place) {
    row = place.row();
    insideLongRow = place.insideLongRow();
    suspect = place.suspect();
  }

  /** Where it is. */
  public RowPlace place() {
    return new RowPlace(row, insideLongRow, suspect);
  }

  /**
   * Finds the next line; {@link #kind} says what it is.
   *
   * @return where the one after it begins, or {@link
   *     dev.ionosphere.data.source.RowParser#INCOMPLETE}
   */
  public int next(byte[] bytes, int from, int to, boolean last, Refusals refusals) {
    int next = line(bytes, from, to, last, refusals);
    suspect = next == INCOMPLETE ? suspect : Math.max(0, suspect - (next - from));
    return next;
  }

  private int line(byte[] bytes, int from, int to, boolean last, Refusals refusals) {
    if (from == to) {
      return INCOMPLETE;
    }
    if (insideLongRow) {
      return restOfLongRow(bytes, from, to);
    }
    if (isComment(bytes, from, to)) {
      return comment(bytes, from, to, last);
    }
    int limit = suspect > 0 ? lineLimit(bytes, from, to) : limit(from, to);
    int next = record.next(bytes, from, limit);
    if (next == INCOMPLETE) {
      return unfinished(bytes, from, to, last, refusals);
    }
    if (record.isEmptyLine() || isHeader(bytes)) {
      kind = Kind.OTHER;
    } else {
      kind = Kind.ROW;
      rowOfRecord = row++;
    }
    return next;
  }

  /** A row is no longer than it may be, however many bytes there are. */
  private static int limit(int from, int to) {
    return Math.min(to, from + MOST_ROW);
  }

  private static int lineLimit(byte[] bytes, int from, int to) {
    int limit = limit(from, to);
    int end = lineEnd(bytes, from, limit);
    return end == INCOMPLETE ? limit : end;
  }

  private int comment(byte[] bytes, int from, int to, boolean last) {
    kind = Kind.OTHER;
    int end = lineEnd(bytes, from, to);
    if (end == INCOMPLETE && (last || to - from >= MOST_ROW)) {
      insideLongRow = !last;
      return to;
    }
    return end;
  }

  private int restOfLongRow(byte[] bytes, int from, int to) {
    kind = Kind.OTHER;
    int end = lineEnd(bytes, from, to);
    if (end == INCOMPLETE) {
      return to;
    }
    insideLongRow = false;
    return end;
  }

  /** A line that does not end in the bytes: it is waited for, or given up. */
  private int unfinished(byte[] bytes, int from, int to, boolean last, Refusals refusals) {
    boolean full = to - from >= MOST_ROW;
    int limit = limit(from, to);
    int end = lineEnd(bytes, from, limit);
    if (!full && !last && (suspect == 0 || end == INCOMPLETE)) {
      return INCOMPLETE;
    }
    if (end != INCOMPLETE) {
      // It ends, but for a quote. What follows is not lost with it.
      refuse(RefusalReason.QUOTE, "a quote that is not closed", refusals);
      suspect = suspect > 0 ? suspect : MOST_ROW;
      return end;
    }
    if (full) {
      refuse(RefusalReason.TOO_LONG, "longer than 64 KiB", refusals);
      insideLongRow = true;
      return limit;
    }
    refuse(RefusalReason.UNFINISHED, "the file ends before the line does", refusals);
    return to;
  }

  private void refuse(RefusalReason reason, String what, Refusals refusals) {
    kind = Kind.REFUSED;
    rowOfRecord = row++;
    refusals.add(reason, named(what));
  }

  /** What is said of the last row. */
  String named(String what) {
    return "row %d of '%s', %s".formatted(rowOfRecord, source, what);
  }

  private boolean isComment(byte[] bytes, int from, int to) {
    return dialect.comment() != null && from < to && bytes[from] == dialect.comment();
  }

  private boolean isHeader(byte[] bytes) {
    if (!dialect.hasHeader() || record.fields() != names.length) {
      return false;
    }
    // All but a few rows differ in the first field already.
    for (int field = 0; field < names.length; field++) {
      boolean same =
          Arrays.equals(
              names[field], 0, names[field].length, bytes, record.start(field), record.end(field));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        return RecordScanner.afterLineEnd(bytes, i, to);
      }
    }
    return INCOMPLETE;
  }

  /** Of the last line that was a row. */
  public Kind kind() {
    return kind;
  }

  /** Number of the last row. */
  public long row() {
    return rowOfRecord;
  }

  RecordScanner record() {
    return record;
  }

  /** Why the last row cannot be told apart into the header's fields; null if it can. */
  @Nullable RefusalReason fault() {
    if (!record.isWellQuoted()) {
      return RefusalReason.QUOTE;
    }
    return record.fields() == header().names().size() ? null : RefusalReason.FIELD_COUNT;
  }

  /** What is said of a row with that fault. */
  String named(RefusalReason fault) {
    return named(
        fault == RefusalReason.QUOTE
            ? "text after a closing quote"
            : "%d fields, the header has %d".formatted(record.fields(), header().names().size()));
  }

  /**
   * Gives the fields of the last row, unless it is at fault, which is counted.
   *
   * @return whether it is not
   */
  public boolean fields(byte[] bytes, Refusals refusals, Fields into) {
    RefusalReason fault = fault();
    if (fault != null) {
      refusals.add(fault, named(fault));
      return false;
    }
    for (int field = 0; field < record.fields(); field++) {
      if (record.isEscaped(field)) {
        byte[] plain = new byte[record.end(field) - record.start(field)];
        into.field(field, plain, 0, record.unescape(bytes, field, plain));
      } else {
        into.field(field, bytes, record.start(field), record.end(field));
      }
    }
    return true;
  }
}
