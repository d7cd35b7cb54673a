package dev.ionosphere.data.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names and values of one JSON object (RFC 8259), without making a tree of it. Of a value that
 * is an object or a list nothing is kept but that it is one. Of a name that is there twice the last
 * counts.
 */
final class JsonLine {

  /** What a value is. */
  enum Kind {
    TEXT,
    NUMBER,
    TRUTH,
    NULL,
    NESTED
  }

  private static final int FEW = 64;
  private static final int MOST_DEPTH = 64;
  private static final String ESCAPES = "\"\\/bfnrt";

  private byte[] bytes = {};
  private int at;
  private int to;

  private int size;
  private String[] names = new String[FEW];
  private Kind[] kinds = new Kind[FEW];
  private int[] starts = new int[FEW];
  private int[] ends = new int[FEW];
  private boolean[] escaped = new boolean[FEW];
  private boolean escapes;

  /** Places of the members beyond the first few: a line may hold thousands. */
  private final Map<String, Integer> further = new HashMap<>();

  /** Whether the bytes are one object, and nothing else. */
  boolean parse(byte[] of, int from, int end) {
    bytes = of;
    at = from;
    to = end;
    size = 0;
    further.clear();
    blanks();
    if (!take('{')) {
      return false;
    }
    blanks();
    if (!take('}') && !members()) {
      return false;
    }
    blanks();
    return at == to;
  }

  private boolean members() {
    do {
      blanks();
      if (!take('"') || !string()) {
        return false;
      }
      String name = text(start, at - 1, escapes);
      blanks();
      if (!take(':')) {
        return false;
      }
      blanks();
      if (!value(name)) {
        return false;
      }
      blanks();
    } while (take(','));
    return take('}');
  }

  private int start;

  private boolean value(String name) {
    int from = at;
    Kind kind = skip(0);
    if (kind == null) {
      return false;
    }
    boolean text = kind == Kind.TEXT;
    add(name, kind, text ? start : from, text ? at - 1 : at, text && escapes);
    return true;
  }

  /** Goes past a value, and says what it is; null if it is none. */
  private @Nullable Kind skip(int depth) {
    if (at == to || depth > MOST_DEPTH) {
      return null;
    }
    byte c = bytes[at];
    if (c == '"') {
      at++;
      return string() ? Kind.TEXT : null;
    }
    if (c == '{' || c == '[') {
      return nested(depth) ? Kind.NESTED : null;
    }
    if (word("true") || word("false")) {
      return Kind.TRUTH;
    }
    if (word("null")) {
      return Kind.NULL;
    }
    return number() ? Kind.NUMBER : null;
  }

  /** After the opening quote; ends after the closing one, with {@code start} at the first byte. */
  private boolean string() {
    start = at;
    escapes = false;
    while (at < to) {
      byte c = bytes[at++];
      if (c == '"') {
        return true;
      }
      if (c == '\\') {
        escapes = true;
        if (!escape()) {
          return false;
        }
      } else if (c >= 0 && c < ' ') {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    if (at == to) {
      return false;
    }
    byte c = bytes[at++];
    if (c != 'u') {
      return ESCAPES.indexOf(c) >= 0;
    }
    for (int end = at + 4; at < end; at++) {
      if (at >= to || Character.digit(bytes[at], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    int from = at;
    if (at < to && bytes[at] == '-') {
      at++;
    }
    int digits = digits();
    if (digits == 0 || (digits > 1 && bytes[at - digits] == '0')) {
      at = from;
      return false;
    }
    if (take('.') && digits() == 0) {
      return false;
    }
    if (at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
        at++;
      }
      return digits() > 0;
    }
    return true;
  }

  private int digits() {
    int from = at;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at - from;
  }

  private boolean nested(int depth) {
    boolean object = bytes[at++] == '{';
    char close = object ? '}' : ']';
    blanks();
    if (take(close)) {
      return true;
    }
    do {
      blanks();
      if ((object && !name()) || skip(depth + 1) == null) {
        return false;
      }
      blanks();
    } while (take(','));
    return take(close);
  }

  /** A name and the colon after it. */
  private boolean name() {
    if (!take('"') || !string()) {
      return false;
    }
    blanks();
    boolean colon = take(':');
    blanks();
    return colon;
  }

  private boolean word(String word) {
    if (to - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += word.length();
    return true;
  }

  private void blanks() {
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
      at++;
    }
  }

  private boolean take(char c) {
    if (at < to && bytes[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private void add(String name, Kind kind, int from, int end, boolean escape) {
    int index = indexOf(name);
    if (index < 0) {
      index = size++;
      grow();
      names[index] = name;
      if (index >= FEW) {
        further.put(name, index);
      }
    }
    kinds[index] = kind;
    starts[index] = from;
    ends[index] = end;
    escaped[index] = escape;
  }

  private void grow() {
    if (size > names.length) {
      names = Arrays.copyOf(names, 2 * size);
      kinds = Arrays.copyOf(kinds, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      escaped = Arrays.copyOf(escaped, 2 * size);
    }
  }

  int size() {
    return size;
  }

  String name(int index) {
    return names[index];
  }

  /** The member with this name, or -1. */
  int indexOf(String name) {
    for (int i = 0; i < Math.min(size, FEW); i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return further.getOrDefault(name, -1);
  }

  Kind kind(int index) {
    return kinds[index];
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  boolean isEscaped(int index) {
    return escaped[index];
  }

  String text(int index) {
    return text(starts[index], ends[index], escaped[index]);
  }

  private String text(int from, int end, boolean escape) {
    String raw = new String(bytes, from, end - from, StandardCharsets.UTF_8);
    return escape ? JsonEscapes.read(raw) : raw;
  }
}
