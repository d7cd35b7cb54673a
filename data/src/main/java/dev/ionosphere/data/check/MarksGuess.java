package dev.ionosphere.data.check;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.csv.CsvSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which delimiter and quotes make a table of the bytes: rows of one width, and cells that are
 * values (after van den Burg, Nazábal, Sutton: Wrangling Messy CSV Files, 2019).
 */
final class MarksGuess {

  private static final int MOST_RECORDS = 300;
  private static final String DELIMITERS = ",;\t| ";
  private static final double OF_WORDS = 0.7;
  private static final double OF_BLANK = 0.7;
  private static final double CLOSE = 0.9;

  /**
   * Records as a dialect splits them.
   *
   * @param width fields of most of them
   * @param even share of records with that many
   * @param score 0 to 1
   */
  record Split(
      CsvDialect dialect, List<CsvSample.Line> lines, int width, double even, double score) {}

  /** What was found, and whether another delimiter would have done nearly as well. */
  record Found(Split split, boolean close) {}

  private final byte[] bytes;
  private final int from;
  private final int to;

  MarksGuess(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /**
   * @param base dialect with the encoding and the comments of the file
   */
  Found guess(CsvDialect base) {
    List<Split> splits = new ArrayList<>();
    for (char delimiter : DELIMITERS.toCharArray()) {
      if (base.comment() == null || base.comment() != delimiter) {
        splits.add(split(base.withDelimiter(delimiter)));
      }
    }
    Split best = splits.get(0);
    for (Split split : splits) {
      best = split.score > best.score ? split : best;
    }
    boolean close = false;
    for (Split split : splits) {
      close |= split != best && split.score > 0 && split.score > CLOSE * best.score;
    }
    return new Found(quoted(best), close);
  }

  private Split quoted(Split best) {
    Split chosen = best;
    CsvDialect dialect = best.dialect;
    if (chosen.lines.stream().anyMatch(line -> !line.wellQuoted())) {
      chosen = better(chosen, dialect.withQuote('"', '\\'));
      chosen = better(chosen, dialect.withQuote(null, null));
    }
    boolean apostrophes =
        best.lines.stream()
            .flatMap(line -> line.fields().stream())
            .anyMatch(cell -> cell.startsWith("'"));
    return apostrophes ? better(chosen, dialect.withQuote('\'', '\'')) : chosen;
  }

  private Split better(Split one, CsvDialect dialect) {
    Split other = split(dialect);
    boolean evener = other.even > one.even && badlyQuoted(other) <= badlyQuoted(one);
    boolean quotedBetter = other.score >= one.score && badlyQuoted(other) < badlyQuoted(one);
    return other.width > 1 && (evener || quotedBetter) ? other : one;
  }

  private static long badlyQuoted(Split split) {
    return split.lines.stream().filter(line -> !line.wellQuoted()).count();
  }

  private Split split(CsvDialect dialect) {
    List<CsvSample.Line> lines =
        CsvSample.of(bytes, from, to, dialect, MOST_RECORDS).stream()
            .filter(line -> !line.isEmpty() || !line.wellQuoted())
            .toList();
    int width = width(lines);
    double even =
        lines.isEmpty()
            ? 0
            : (double) lines.stream().filter(line -> isOf(line, width)).count() / lines.size();
    double pattern = even * (width - 1) / width;
    double blank = dialect.delimiter() == ' ' ? OF_BLANK : 1;
    double score = pattern == 0 ? 0 : pattern * cells(lines, width, dialect.delimiter()) * blank;
    return new Split(dialect, lines, width, even, score);
  }

  private static boolean isOf(CsvSample.Line line, int width) {
    return line.wellQuoted() && line.fields().size() == width;
  }

  /** The number of fields that most records have. */
  private static int width(List<CsvSample.Line> lines) {
    Map<Integer, Integer> counts = new HashMap<>();
    int best = 1;
    for (CsvSample.Line line : lines) {
      int width = line.fields().size();
      int count = counts.merge(width, 1, Integer::sum);
      // A single field is what text of any kind splits into.
      if (count > counts.getOrDefault(best, 0)) {
        best = width;
      }
    }
    return best;
  }

  /** The mean worth of the cells in records of that width. */
  private static double cells(List<CsvSample.Line> lines, int width, char delimiter) {
    double worth = 0;
    long count = 0;
    for (CsvSample.Line line : lines) {
      if (isOf(line, width)) {
        for (String cell : line.fields()) {
          worth += worth(CellShape.of(cell), delimiter);
          count++;
        }
      }
    }
    return count == 0 ? 0 : worth / count;
  }

  private static double worth(CellShape shape, char delimiter) {
    return switch (shape) {
      case WHOLE, POINT, TIME, TRUTH -> 1;
      case COMMA -> delimiter == ',' ? 0 : 1;
      case EMPTY, WORDS -> OF_WORDS;
      case MIXED -> 0;
    };
  }

  /** The comment mark of lines between others, if there are such. */
  static @Nullable Character comment(List<String> lines) {
    Character found = null;
    for (char mark : new char[] {'#', '%', '!', '/'}) {
      String prefix = mark == '/' ? "//" : String.valueOf(mark);
      long with = lines.stream().filter(line -> line.startsWith(prefix)).count();
      boolean header = with == 1 && isHeader(lines, prefix);
      if (with > 0 && with < lines.size() && !header) {
        found = mark;
        break;
      }
    }
    return found;
  }

  /** A first line such as {@code #time,a,b} names columns if it is split as the next one is. */
  private static boolean isHeader(List<String> lines, String prefix) {
    if (!lines.get(0).startsWith(prefix)) {
      return false;
    }
    for (char delimiter : DELIMITERS.toCharArray()) {
      long marks = lines.get(0).chars().filter(c -> c == delimiter).count();
      if (marks > 0
          && delimiter != ' '
          && marks == lines.get(1).chars().filter(c -> c == delimiter).count()) {
        return true;
      }
    }
    return false;
  }
}
