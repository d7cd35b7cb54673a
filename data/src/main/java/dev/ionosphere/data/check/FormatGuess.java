package dev.ionosphere.data.check;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.json.JsonLines;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.source.FileKind;
import dev.ionosphere.data.source.RowFile;
import dev.ionosphere.data.source.RowParser;
import dev.ionosphere.data.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a file seems to be written, by its first bytes. A suggestion for a person to look at and
 * state in a document: nothing is ever read by a guess alone.
 *
 * @param why what a person should know of it, a sentence each
 * @param suspectedMissing spellings that seem to stand for no value; not in the format
 */
public record FormatGuess(
    Format format, Confidence confidence, List<String> why, List<String> suspectedMissing) {

  private static final int PREFIX = 256 * 1_024;
  private static final int MOST_LINES = 300;
  private static final int MOST_OBJECTS = 200;
  private static final Pattern EXCEL =
      Pattern.compile("\"?sep=([,;|\\t])\"?", Pattern.CASE_INSENSITIVE);

  public FormatGuess {
    why = List.copyOf(why);
    suspectedMissing = List.copyOf(suspectedMissing);
  }

  /**
   * Looks at the beginning of a file, of one that gzip has compressed as well.
   *
   * @throws SourceException if it is empty, or no text
   */
  public static FormatGuess of(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = RowFile.content(file)) {
      bytes = in.readNBytes(PREFIX);
    }
    return of(String.valueOf(file.getFileName()), bytes, bytes.length < PREFIX);
  }

  /**
   * Looks at the first bytes of a source.
   *
   * @param source its name in messages
   * @param whole whether these are all
   * @throws SourceException if there are none, or they are no text
   */
  public static FormatGuess of(String source, byte[] bytes, boolean whole) throws SourceException {
    if (bytes.length == 0) {
      throw new SourceException("source '%s' is empty".formatted(source));
    }
    Optional<String> other = FileKind.notText(bytes, bytes.length);
    if (other.isPresent()) {
      throw new SourceException("source '%s' %s".formatted(source, other.get()));
    }
    int from = FileKind.markLength(bytes, bytes.length);
    Guess<Charset> encoding = EncodingGuess.of(bytes, from, bytes.length, whole);
    List<String> lines = lines(bytes, from, encoding.value());
    String first = lines.isEmpty() ? "" : lines.get(0).strip();
    if (first.startsWith("{") || first.startsWith("[")) {
      Optional<FormatGuess> json = jsonLines(source, bytes, first);
      if (json.isPresent()) {
        return json.get();
      }
    }
    return csv(bytes, from, lines, encoding);
  }

  /** The first lines that are not empty. */
  private static List<String> lines(byte[] bytes, int from, Charset charset) {
    return new String(bytes, from, bytes.length - from, charset)
        .lines()
        .filter(line -> !line.isBlank())
        .limit(MOST_LINES)
        .toList();
  }

  private static Optional<FormatGuess> jsonLines(String source, byte[] bytes, String first)
      throws SourceException {
    JsonLines lines = new JsonLines(source);
    Refusals refusals = new Refusals();
    Map<String, List<String>> columns = new LinkedHashMap<>();
    int at = lines.begin(bytes, bytes.length);
    int objects = 0;
    while (objects < MOST_OBJECTS && refusals.count() < MOST_OBJECTS) {
      int next = lines.next(bytes, at, bytes.length, true, refusals);
      if (next == RowParser.INCOMPLETE) {
        break;
      }
      if (lines.isRow()) {
        objects++;
        lines.members(
            bytes,
            (name, value, start, end) -> {
              if (columns.size() < MOST_OBJECTS || columns.containsKey(name)) {
                columns
                    .computeIfAbsent(name, unused -> new ArrayList<>())
                    .add(new String(value, start, end - start, StandardCharsets.UTF_8));
              }
            });
      }
      at = next;
    }
    if (objects == 0 || objects < refusals.count()) {
      if (first.equals("{") || first.equals("[") || first.startsWith("[{")) {
        throw new SourceException(
            "source '%s' is JSON over several lines; write one object a line".formatted(source));
      }
      return Optional.empty();
    }
    return Optional.of(jsonLines(columns, refusals.isEmpty()));
  }

  private static FormatGuess jsonLines(Map<String, List<String>> columns, boolean even) {
    List<String> why = new ArrayList<>(List.of("each line is a JSON object"));
    TimeGuess time = TimeGuess.NONE;
    for (Map.Entry<String, List<String>> column : columns.entrySet()) {
      if (time.column() == null && time.why().isEmpty() && !column.getKey().isEmpty()) {
        time = TimeGuess.of(column(column.getKey(), column.getValue()));
      }
    }
    if (!time.why().isEmpty()) {
      why.add(time.why());
    }
    List<String> suspects = new ArrayList<>();
    columns.forEach((name, values) ->
        SentinelGuess.of(column(name, values), '.').stream()
            .filter(suspect -> !suspects.contains(suspect))
            .forEach(suspects::add));
    return new FormatGuess(
        new Format.JsonLines(List.of(), Optional.ofNullable(time.column()), time.format()),
        even ? Confidence.SURE : Confidence.LIKELY,
        why,
        suspects);
  }

  private static HeaderGuess column(String name, List<String> values) {
    return new HeaderGuess(
        0, List.of(name), false, values.stream().map(List::of).toList(), Confidence.SURE, "");
  }

  private static FormatGuess csv(
      byte[] bytes, int from, List<String> lines, Guess<Charset> encoding) {
    List<String> why = new ArrayList<>();
    CsvDialect base = CsvDialect.COMMA.withEncoding(encoding.value());
    Matcher excel = EXCEL.matcher(lines.isEmpty() ? "" : lines.get(0).strip());
    boolean separated = excel.matches();
    int start = separated ? afterFirstLine(bytes, from) : from;
    base = base.withComment(MarksGuess.comment(separated ? lines.subList(1, lines.size()) : lines));
    MarksGuess.Found found = new MarksGuess(bytes, start, bytes.length).guess(base);
    MarksGuess.Split split = found.split();
    HeaderGuess header = HeaderGuess.of(split.lines(), split.width());
    char decimal = decimal(header, split.dialect().delimiter());
    CsvDialect dialect =
        split
            .dialect()
            .withSkip(header.skip() + (separated ? 1 : 0))
            .withDecimal(decimal)
            .withColumns(header.stated() ? header.names() : List.of());
    TimeGuess time = TimeGuess.of(header);
    if (time.column() != null) {
      dialect = dialect.withTime(time.column(), time.format());
    }
    Confidence confidence = encoding.confidence().and(header.confidence()).and(time.confidence());
    if (split.width() == 1) {
      why.add("no delimiter splits its lines: one column");
      confidence = Confidence.UNSURE;
    } else if (found.close() || split.even() < 1) {
      confidence = confidence.and(Confidence.LIKELY);
    }
    if (separated) {
      why.add("the first line is Excel's sep=");
    }
    for (String reason : List.of(encoding.why(), header.why(), time.why())) {
      if (!reason.isEmpty()) {
        why.add(reason);
      }
    }
    return new FormatGuess(
        new Format.Csv(dialect), confidence, why, SentinelGuess.of(header, decimal));
  }

  private static int afterFirstLine(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    boolean both = at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n';
    return Math.min(bytes.length, at + (both ? 2 : 1));
  }

  /** A comma if numbers have one and none has a point. */
  private static char decimal(HeaderGuess header, char delimiter) {
    long commas = 0;
    long points = 0;
    for (List<String> row : header.rows()) {
      for (String cell : row) {
        CellShape shape = CellShape.of(cell);
        commas += shape == CellShape.COMMA ? 1 : 0;
        points += shape == CellShape.POINT ? 1 : 0;
      }
    }
    return delimiter != ',' && commas > points ? ',' : '.';
  }
}
