package dev.ionosphere.data.format;

import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.csv.CsvDialect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A format as documents, jobs and orders state it: maps, lists, texts and whole numbers. What is as
 * usual is left out; {@link #of} takes it as usual.
 *
 * <pre>{@code
 * csv: {delimiter: ";", quote: '"', escape: '\', decimal: ",", columns: [a, b], skip: 1,
 *       comment: "#", missing: ["-200"], encoding: windows-1252,
 *       time: {column: at, format: epoch-ms, zone: Europe/Berlin}}
 * jsonLines: {missing: ["?"], time: {column: at}}
 * }</pre>
 */
public final class FormatFields {

  private static final String NONE = "none";
  private static final String TAB = "tab";
  private static final CsvDialect USUAL = CsvDialect.COMMA;
  private static final int MOST_COLUMNS = 10_000;
  private static final int MOST_SPELLINGS = 100;
  private static final int LONGEST = 200;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final List<Charset> ENCODINGS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"));

  /** What a document would state; empty for {@link Format#DEFAULT}. */
  public static Map<String, Object> of(Format format) {
    if (format instanceof Format.JsonLines lines) {
      Map<String, Object> fields = new LinkedHashMap<>();
      put(fields, "missing", lines.missing(), List.of());
      time(fields, lines.timeColumn(), lines.times());
      return Map.of("jsonLines", fields);
    }
    Map<String, Object> fields = csv(((Format.Csv) format).dialect());
    return fields.isEmpty() ? Map.of() : Map.of("csv", fields);
  }

  private static Map<String, Object> csv(CsvDialect dialect) {
    Map<String, Object> fields = new LinkedHashMap<>();
    put(fields, "delimiter", text(dialect.delimiter()), text(USUAL.delimiter()));
    put(fields, "quote", text(dialect.quote()), text(USUAL.quote()));
    if (dialect.escape() != null && !dialect.escape().equals(dialect.quote())) {
      fields.put("escape", text(dialect.escape()));
    }
    put(fields, "decimal", text(dialect.decimal()), text(USUAL.decimal()));
    put(fields, "columns", dialect.columns(), List.of());
    put(fields, "skip", dialect.skip(), 0);
    put(fields, "comment", text(dialect.comment()), NONE);
    put(fields, "missing", dialect.missing(), List.of());
    put(fields, "encoding", dialect.encoding().name(), USUAL.encoding().name());
    time(fields, dialect.timeColumn(), dialect.times());
    return fields;
  }

  private static void time(Map<String, Object> fields, Optional<String> column, TimeFormat times) {
    Map<String, Object> time = new LinkedHashMap<>();
    column.ifPresent(name -> time.put("column", name));
    put(time, "format", times.pattern(), "iso");
    put(time, "zone", times.zone().getId(), ZoneOffset.UTC.getId());
    put(fields, "time", time, Map.of());
  }

  private static void put(Map<String, Object> fields, String name, Object value, Object usual) {
    if (!value.equals(usual)) {
      fields.put(name, value);
    }
  }

  private static String text(@Nullable Character mark) {
    return mark == null ? NONE : mark == '\t' ? TAB : mark.toString();
  }

  /**
   * The format that is stated so.
   *
   * @throws FormatException if it states what it cannot, or what is unknown
   */
  public static Format of(Map<String, ?> stated) {
    Map<String, Object> fields = new LinkedHashMap<>(stated);
    Object csv = fields.remove("csv");
    Object lines = fields.remove("jsonLines");
    known("", fields, "csv, jsonLines");
    if (csv != null && lines != null) {
      throw new FormatException("jsonLines", "a second format", "csv or jsonLines");
    }
    if (lines != null) {
      return jsonLines(map("jsonLines", lines));
    }
    return csv == null ? Format.DEFAULT : new Format.Csv(dialect(map("csv", csv)));
  }

  private static Format jsonLines(Map<String, Object> fields) {
    List<String> missing = spellings("jsonLines", fields);
    Time time = Time.take("jsonLines", fields);
    known("jsonLines.", fields, "missing, time");
    return new Format.JsonLines(missing, time.column(), time.format());
  }

  private static CsvDialect dialect(Map<String, Object> fields) {
    char delimiter = mark(fields, "delimiter", ',', ",;\t| ", "one of , ; | tab or a blank");
    Character quote = optional(fields, "quote", '"', "\"'", "\", ' or none");
    Character escape = optional(fields, "escape", quote, "\\", "\\");
    char decimal = mark(fields, "decimal", '.', ".,", ". or ,");
    List<String> columns = texts("csv", fields, "columns", MOST_COLUMNS);
    int skip = whole(fields, "skip", 1_000);
    Character comment = optional(fields, "comment", null, "#%;/!", "one of # % ; / ! or none");
    List<String> missing = spellings("csv", fields);
    Charset encoding = encoding(fields);
    Time time = Time.take("csv", fields);
    known(
        "csv.",
        fields,
        "delimiter, quote, escape, decimal, columns, skip, comment, missing, encoding, time");
    if (decimal == delimiter) {
      throw new FormatException("csv.decimal", shown(","), "another mark than the delimiter");
    }
    if (comment != null && comment == delimiter) {
      throw new FormatException("csv.comment", shown(comment), "another mark than the delimiter");
    }
    return new CsvDialect(
        delimiter,
        quote,
        quote == null ? null : escape,
        decimal,
        columns,
        skip,
        comment,
        missing,
        encoding,
        time.column(),
        time.format());
  }

  private static char mark(
      Map<String, Object> fields, String name, char usual, String marks, String allowed) {
    Character mark = optional(fields, name, usual, marks, allowed);
    if (mark == null) {
      throw new FormatException("csv." + name, shown(NONE), allowed);
    }
    return mark;
  }

  private static @Nullable Character optional(
      Map<String, Object> fields,
      String name,
      @Nullable Character usual,
      String marks,
      String allowed) {
    Object value = fields.remove(name);
    if (value == null) {
      return usual;
    }
    if (value.equals(NONE)) {
      return null;
    }
    if (value.equals(TAB) || value.equals("\\t")) {
      value = "\t";
    }
    if (value instanceof String text && text.length() == 1 && marks.contains(text)) {
      return text.charAt(0);
    }
    throw new FormatException("csv." + name, shown(value), allowed);
  }

  private static int whole(Map<String, Object> fields, String name, int most) {
    Object value = fields.remove(name);
    if (value == null) {
      return 0;
    }
    // Documents give numbers as they are written.
    String text = String.valueOf(value);
    if (DIGITS.matcher(text).matches() && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    throw new FormatException("csv." + name, shown(value), "a whole number from 0 to " + most);
  }

  private static Charset encoding(Map<String, Object> fields) {
    Object value = fields.remove("encoding");
    if (value == null) {
      return USUAL.encoding();
    }
    for (Charset encoding : ENCODINGS) {
      if (value instanceof String name
          && (encoding.name().equalsIgnoreCase(name)
              || encoding.aliases().stream().anyMatch(name::equalsIgnoreCase))) {
        return encoding;
      }
    }
    throw new FormatException("csv.encoding", shown(value), "UTF-8, ISO-8859-1, windows-1252");
  }

  private static List<String> spellings(String of, Map<String, Object> fields) {
    return texts(of, fields, "missing", MOST_SPELLINGS);
  }

  private static List<String> texts(String of, Map<String, Object> fields, String name, int most) {
    Object value = fields.remove(name);
    String allowed = "a list of texts, at most " + most + " of at most " + LONGEST + " characters";
    if (value == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object item : value instanceof List<?> list ? list : List.of(1)) {
      if (!(item instanceof String text) || text.length() > LONGEST || texts.size() == most) {
        throw new FormatException(of + "." + name, shown(value), allowed);
      }
      texts.add(text);
    }
    return texts;
  }

  private static Map<String, Object> map(String path, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new FormatException(path, shown(value), "a map of fields");
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    map.forEach((name, field) -> fields.put(String.valueOf(name), field));
    return fields;
  }

  private static void known(String path, Map<String, Object> left, String allowed) {
    left.keySet().stream()
        .findFirst()
        .ifPresent(name -> {
          throw new FormatException(path + name, "an unknown field", allowed);
        });
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    return "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
  }

  /** When a row was, and how that is written. */
  private record Time(Optional<String> column, TimeFormat format) {

    static Time take(String of, Map<String, Object> fields) {
      Object value = fields.remove("time");
      Map<String, Object> time = value == null ? Map.of() : map(of + ".time", value);
      String path = of + ".time.";
      String column = text(path, time, "column", "");
      String pattern = text(path, time, "format", "iso");
      ZoneId zone = zone(path, text(path, time, "zone", ZoneOffset.UTC.getId()));
      known(path, time, "column, format, zone");
      return new Time(
          column.isEmpty() ? Optional.empty() : Optional.of(column), format(path, pattern, zone));
    }

    private static String text(String path, Map<String, Object> fields, String name, String usual) {
      Object value = fields.isEmpty() ? null : fields.remove(name);
      if (value == null) {
        return usual;
      }
      if (value instanceof String text && !text.isEmpty() && text.length() <= LONGEST) {
        return text;
      }
      throw new FormatException(path + name, shown(value), "a text");
    }

    private static ZoneId zone(String path, String name) {
      try {
        return ZoneId.of(name);
      } catch (DateTimeException e) {
        throw new FormatException(path + "zone", shown(name), "a zone such as Europe/Berlin");
      }
    }

    private static TimeFormat format(String path, String pattern, ZoneId zone) {
      try {
        return TimeFormat.of(pattern, zone);
      } catch (IllegalArgumentException e) {
        throw new FormatException(
            path + "format",
            shown(pattern),
            "iso, epoch-s, epoch-ms, epoch-us or a pattern such as dd.MM.yyyy HH:mm");
      }
    }
  }

  private FormatFields() {}
}
