package dev.ionosphere.data.csv;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields of one record in bytes, and where it ends. Knows nothing of headers and types.
 * The bytes of a field are those between its blanks or quotes.
 */
final class RecordScanner {

  /** The line is not complete yet. */
  static final int INCOMPLETE = -1;

  private static final int FEW = 64;

  private final byte delimiter;
  private final boolean quotes;
  private final byte quote;
  private final byte escape;
  private final boolean tabIsBlank;
  private final boolean spaceIsBlank;

  private int fields;
  private int[] starts = new int[FEW];
  private int[] ends = new int[FEW];
  private boolean[] escaped = new boolean[FEW];
  private boolean wellQuoted;

  RecordScanner(CsvDialect dialect) {
    delimiter = (byte) dialect.delimiter();
    quotes = dialect.quote() != null;
    quote = mark(dialect.quote());
    escape = mark(dialect.escape());
    tabIsBlank = delimiter != '\t';
    spaceIsBlank = delimiter != ' ';
  }

  private static byte mark(@Nullable Character mark) {
    return mark == null ? 0 : (byte) mark.charValue();
  }

  /** Answers where the next record begins, or {@link #INCOMPLETE}. */
  int next(byte[] bytes, int from, int to) {
    fields = 0;
    wellQuoted = true;
    int at = from;
    while (true) {
      int start = at;
      while (start < to && isBlank(bytes[start])) {
        start++;
      }
      int stop =
          quotes && start < to && bytes[start] == quote
              ? quoted(bytes, start + 1, to)
              : plain(bytes, start, to);
      if (stop == INCOMPLETE) {
        return INCOMPLETE;
      }
      if (bytes[stop] != delimiter) {
        return afterLineEnd(bytes, stop, to);
      }
      at = stop + 1;
    }
  }

  /** Answers where the delimiter or line end after the field is. */
  private int plain(byte[] bytes, int start, int to) {
    int stop = end(bytes, start, to);
    if (stop == to) {
      return INCOMPLETE;
    }
    int end = stop;
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    add(start, end, false);
    return stop;
  }

  private int quoted(byte[] bytes, int start, int to) {
    boolean escapes = false;
    int i = start;
    while (true) {
      if (i >= to) {
        return INCOMPLETE;
      }
      byte c = bytes[i];
      if (c == escape && (escape != quote || i + 1 >= to || bytes[i + 1] == quote)) {
        // Of a last quote it is not known yet whether another follows.
        escapes = true;
        i += 2;
      } else if (c == quote) {
        break;
      } else {
        i++;
      }
    }
    add(start, i, escapes);
    int after = i + 1;
    int stop = end(bytes, after, to);
    for (int j = after; j < stop; j++) {
      wellQuoted &= isBlank(bytes[j]);
    }
    return stop == to ? INCOMPLETE : stop;
  }

  /** Where the next delimiter or line end is, or the end of the bytes. */
  private int end(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      byte c = bytes[i];
      if (c == delimiter || c == '\n' || c == '\r') {
        return i;
      }
      i++;
    }
    return to;
  }

  private boolean isBlank(byte c) {
    return (c == ' ' && spaceIsBlank) || (c == '\t' && tabIsBlank);
  }

  private void add(int start, int end, boolean escapes) {
    if (fields == starts.length) {
      starts = Arrays.copyOf(starts, 2 * fields);
      ends = Arrays.copyOf(ends, 2 * fields);
      escaped = Arrays.copyOf(escaped, 2 * fields);
    }
    starts[fields] = start;
    ends[fields] = end;
    escaped[fields] = escapes;
    fields++;
  }

  /** After LF, CRLF or CR; of a CR at the very end an LF that comes later is an empty line. */
  static int afterLineEnd(byte[] bytes, int at, int to) {
    boolean both = bytes[at] == '\r' && at + 1 < to && bytes[at + 1] == '\n';
    return at + (both ? 2 : 1);
  }

  /** How many fields the last record has; an empty line has one, which is empty. */
  int fields() {
    return fields;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** Whether the field has marks before quotes, which {@link #plain} takes out. */
  boolean isEscaped(int field) {
    return escaped[field];
  }

  /** Whether nothing but blanks is between a closing quote and what follows. */
  boolean isWellQuoted() {
    return wellQuoted;
  }

  boolean isEmptyLine() {
    return fields == 1 && starts[0] == ends[0];
  }

  /** Copies an escaped field without its marks; answers its length. */
  int unescape(byte[] bytes, int field, byte[] into) {
    int length = 0;
    for (int i = starts[field]; i < ends[field]; i++) {
      if (bytes[i] == escape && i + 1 < ends[field]) {
        i++;
      }
      into[length++] = bytes[i];
    }
    return length;
  }

  /** The fields of the last record, without blanks around them. */
  List<String> texts(byte[] bytes, Charset charset) {
    List<String> texts = new ArrayList<>(fields);
    for (int field = 0; field < fields; field++) {
      texts.add(text(bytes, field, charset).strip());
    }
    return texts;
  }

  String text(byte[] bytes, int field, Charset charset) {
    int size = ends[field] - starts[field];
    if (!escaped[field]) {
      return new String(bytes, starts[field], size, charset);
    }
    byte[] plain = new byte[size];
    return new String(plain, 0, unescape(bytes, field, plain), charset);
  }
}
