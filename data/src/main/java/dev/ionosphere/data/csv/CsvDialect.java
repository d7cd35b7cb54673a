package dev.ionosphere.data.csv;

import dev.ionosphere.data.cell.TimeFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a file of separated values is written. Lines end by LF, CRLF or CR; blanks around a value do
 * not count; empty lines, and lines that repeat the header, are no rows.
 *
 * @param delimiter between values, of ASCII: comma, semicolon, tab, bar, blank
 * @param quote around a value that has a delimiter, a quote or a line end in it; null: none
 * @param escape before a quote that belongs to the value; the quote itself: it is doubled
 * @param decimal mark of decimals, {@code .} or {@code ,}
 * @param columns names of the columns of a file without a header; empty: its first line has them
 * @param skip lines before the header, such as a title, 0 to 1,000
 * @param comment what a line that is none of the data begins with; null: nothing
 * @param missing how a value that is not there is written, beside those that are always known
 * @param encoding of the text: UTF-8, ISO-8859-1 or windows-1252
 * @param timeColumn name of the column that says when a row was; absent: none does
 * @param times how instants are written
 */
public record CsvDialect(
    char delimiter,
    @Nullable Character quote,
    @Nullable Character escape,
    char decimal,
    List<String> columns,
    int skip,
    @Nullable Character comment,
    List<String> missing,
    Charset encoding,
    Optional<String> timeColumn,
    TimeFormat times) {

  /** Comma, double quotes, decimal point, a header, UTF-8. */
  public static final CsvDialect COMMA =
      new CsvDialect(
          ',',
          '"',
          '"',
          '.',
          List.of(),
          0,
          null,
          List.of(),
          StandardCharsets.UTF_8,
          Optional.empty(),
          TimeFormat.iso(ZoneOffset.UTC));

  private static final String DELIMITERS = ",;\t| ";
  private static final int MOST_SKIPPED = 1_000;

  /**
   * @throws IllegalArgumentException if two of its marks are the same, or one is none
   */
  public CsvDialect {
    columns = List.copyOf(columns);
    missing = List.copyOf(missing);
    if (DELIMITERS.indexOf(delimiter) < 0) {
      throw wrong("delimiter", delimiter, "one of , ; | a tab or a blank");
    }
    if (decimal != '.' && decimal != ',') {
      throw wrong("decimal", decimal, ". or ,");
    }
    if (decimal == delimiter) {
      throw wrong("decimal", decimal, "another mark than the delimiter");
    }
    if (quote != null && (quote == delimiter || !isMark(quote))) {
      throw wrong("quote", quote, "\" or '");
    }
    if ((quote == null) != (escape == null)) {
      throw wrong("escape", String.valueOf(escape), "one if there is a quote");
    }
    if (escape != null && !escape.equals(quote) && escape != '\\') {
      throw wrong("escape", escape, "\\, or the quote itself");
    }
    if (comment != null && (comment == delimiter || comment.equals(quote) || !isPrefix(comment))) {
      throw wrong("comment", comment, "one of # % ; / !");
    }
    if (skip < 0 || skip > MOST_SKIPPED) {
      throw wrong("skip", skip, "0 to " + MOST_SKIPPED);
    }
  }

  private static boolean isMark(char quote) {
    return quote == '"' || quote == '\'';
  }

  private static boolean isPrefix(char comment) {
    return "#%;/!".indexOf(comment) >= 0;
  }

  private static IllegalArgumentException wrong(String name, Object got, String allowed) {
    return new IllegalArgumentException(
        "csv.%s: got '%s', allowed: %s".formatted(name, got, allowed));
  }

  /** Whether the first line that is not skipped names the columns. */
  public boolean hasHeader() {
    return columns.isEmpty();
  }

  public CsvDialect withDelimiter(char other) {
    return new CsvDialect(
        other,
        quote,
        escape,
        decimal,
        columns,
        skip,
        comment,
        missing,
        encoding,
        timeColumn,
        times);
  }

  public CsvDialect withDecimal(char other) {
    return new CsvDialect(
        delimiter,
        quote,
        escape,
        other,
        columns,
        skip,
        comment,
        missing,
        encoding,
        timeColumn,
        times);
  }

  public CsvDialect withSkip(int other) {
    return new CsvDialect(
        delimiter,
        quote,
        escape,
        decimal,
        columns,
        other,
        comment,
        missing,
        encoding,
        timeColumn,
        times);
  }

  public CsvDialect withComment(@Nullable Character other) {
    return new CsvDialect(
        delimiter,
        quote,
        escape,
        decimal,
        columns,
        skip,
        other,
        missing,
        encoding,
        timeColumn,
        times);
  }

  public CsvDialect withColumns(List<String> others) {
    return new CsvDialect(
        delimiter,
        quote,
        escape,
        decimal,
        others,
        skip,
        comment,
        missing,
        encoding,
        timeColumn,
        times);
  }

  public CsvDialect withMissing(List<String> others) {
    return new CsvDialect(
        delimiter,
        quote,
        escape,
        decimal,
        columns,
        skip,
        comment,
        others,
        encoding,
        timeColumn,
        times);
  }

  public CsvDialect withEncoding(Charset other) {
    return new CsvDialect(
        delimiter,
        quote,
        escape,
        decimal,
        columns,
        skip,
        comment,
        missing,
        other,
        timeColumn,
        times);
  }

  public CsvDialect withQuote(@Nullable Character other, @Nullable Character itsEscape) {
    return new CsvDialect(
        delimiter,
        other,
        itsEscape,
        decimal,
        columns,
        skip,
        comment,
        missing,
        encoding,
        timeColumn,
        times);
  }

  public CsvDialect withTime(String column, TimeFormat format) {
    return new CsvDialect(
        delimiter,
        quote,
        escape,
        decimal,
        columns,
        skip,
        comment,
        missing,
        encoding,
        Optional.of(column),
        format);
  }
}
