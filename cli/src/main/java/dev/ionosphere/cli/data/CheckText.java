package dev.ionosphere.cli.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Table;
import dev.ionosphere.cli.terminal.Terminal;
import dev.ionosphere.cli.terminal.YamlText;
import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.FormatGuess;
import dev.ionosphere.data.csv.CsvHeader;
import dev.ionosphere.data.row.Refusals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A checked file for a person. */
final class CheckText {

  private static final int MOST_COLUMNS = 200;
  private static final int WIDEST_NAME = 40;
  private static final int WIDEST_VALUE = 24;
  private static final MathContext DIGITS = new MathContext(6);

  private final Terminal terminal;
  private final CheckedFile file;

  CheckText(Terminal terminal, CheckedFile file) {
    this.terminal = terminal;
    this.file = file;
  }

  void print() {
    int columns = file.table().schema().size();
    line(
        "%s: %s of %s, %d refused"
            .formatted(
                safe(file.name()),
                count(file.table().rows(), "row"),
                count(columns, "column"),
                file.table().refusals().count()));
    format();
    columns();
    names(file.table().profile().header());
    firstRows();
    refused(file.table().refusals());
    if (columns > MOST_COLUMNS) {
      line("");
      line("%d more columns; -o json has them all.".formatted(columns - MOST_COLUMNS));
    }
  }

  private void format() {
    line("");
    JsonNode format = CheckJson.format(file);
    boolean usual = format.isEmpty();
    line(
        file.guess()
            .map(guess ->
                "Format, guessed (%s)%s"
                    .formatted(
                        guess.confidence().wireName(),
                        usual
                            ? ": as usual; nothing to state."
                            : "; put it into the document under spec:"))
            .orElse("Format, of the document" + (usual ? ": as usual." : ":")));
    if (!usual) {
      line("  format:");
      YamlText.of(format).lines().forEach(text -> line("    " + safe(text)));
    }
    file.guess().ifPresent(this::doubts);
  }

  private void doubts(FormatGuess guess) {
    guess.why().forEach(why -> line("  " + terminal.warn("!") + " " + safe(why)));
    if (!guess.suspectedMissing().isEmpty()) {
      String values =
          safe(
              guess.suspectedMissing().stream()
                  .map(value -> "\"" + value + "\"")
                  .collect(Collectors.joining(", ")));
      line(
          "  %s %s far from the other values: if it stands for no value, add missing: [%s]"
              .formatted(terminal.warn("!"), values, values));
    }
  }

  private List<ColumnProfile> shown() {
    return file.table().profile().columns().values().stream().limit(MOST_COLUMNS).toList();
  }

  private void columns() {
    line("");
    Table table = new Table("COLUMN", "TYPE", "MISSING", "LEAST", "MEAN", "MOST", "");
    for (ColumnProfile profile : shown()) {
      boolean numeric = profile.type().isNumeric();
      table.row(
          cell(profile.name(), WIDEST_NAME),
          profile.type().wireName(),
          missing(profile),
          numeric ? number(profile.least()) : "",
          numeric ? number(profile.mean()) : "",
          numeric ? number(profile.most()) : "",
          terminal.warn(
              safe(
                  ColumnNote.of(profile).stream()
                      .map(note -> note.said(profile))
                      .collect(Collectors.joining("; ")))));
    }
    table.print(terminal);
  }

  private static String missing(ColumnProfile profile) {
    return profile.missing() == 0
        ? "-"
        : String.format(
            Locale.ROOT, "%d (%.1f %%)", profile.missing(), 100 * ColumnNote.missingShare(profile));
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return Math.abs(rounded.precision() - rounded.scale()) > 12
        ? rounded.toString()
        : rounded.toPlainString();
  }

  private void names(CsvHeader header) {
    long empty = header.names().stream().filter(String::isEmpty).count();
    if (empty > 0) {
      warn("%s without a name cannot be asked for".formatted(count(empty, "column")));
    }
    if (!header.twice().isEmpty()) {
      warn("names that are there twice cannot be asked for: " + shown(header.twice()));
    }
    header
        .alike()
        .ifPresent(names ->
            warn("names that differ by capitals alone, which training refuses: " + shown(names)));
  }

  private static String shown(List<String> names) {
    return names.stream()
        .limit(10)
        .map(name -> "'" + clipped(name, WIDEST_NAME) + "'")
        .collect(Collectors.joining(", "));
  }

  private void warn(String text) {
    line(terminal.warn("! ") + safe(text));
  }

  private void firstRows() {
    List<List<String>> rows = file.table().firstRows();
    if (rows.isEmpty()) {
      return;
    }
    line("");
    List<String> headings = new ArrayList<>(List.of("FIRST ROWS"));
    for (int row = 0; row < rows.size(); row++) {
      headings.add(String.valueOf(row + 1));
    }
    Table table = new Table(headings.toArray(String[]::new));
    List<ColumnProfile> columns = shown();
    for (int column = 0; column < columns.size(); column++) {
      List<String> cells = new ArrayList<>();
      cells.add(cell(columns.get(column).name(), WIDEST_NAME));
      for (List<String> row : rows) {
        String value = row.get(column);
        cells.add(value.isEmpty() ? terminal.dim("-") : cell(value, WIDEST_VALUE));
      }
      table.row(cells);
    }
    table.print(terminal);
  }

  private void refused(Refusals refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    line("");
    Table table = new Table("REFUSED", "ROWS", "FIRST");
    refusals
        .counts()
        .forEach((reason, count) ->
            table.row(
                reason.wireName(),
                String.valueOf(count),
                safe(refusals.examples().getOrDefault(reason, ""))));
    table.print(terminal);
  }

  private static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  private static String cell(String text, int width) {
    return clipped(safe(text).replace('\n', ' '), width);
  }

  private static String clipped(String text, int width) {
    return text.codePointCount(0, text.length()) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static String safe(String text) {
    return Style.withoutControls(text);
  }

  private void line(String text) {
    terminal.line(text);
  }
}
