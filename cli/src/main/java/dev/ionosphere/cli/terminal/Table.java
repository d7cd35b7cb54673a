package dev.ionosphere.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, each column as wide as its widest cell. */
public final class Table {
  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  public Table row(String... cells) {
    return row(List.of(cells));
  }

  public Table row(List<String> cells) {
    if (cells.size() != headings.size()) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d columns".formatted(cells.size(), headings.size()));
    }
    rows.add(cells.stream().map(cell -> cell.replace('\n', ' ')).toList());
    return this;
  }

  public List<String> lines(Terminal terminal) {
    int[] widths = new int[headings.size()];
    for (int column = 0; column < widths.length; column++) {
      int index = column;
      widths[column] =
          Math.max(
              Style.length(headings.get(column)),
              rows.stream().mapToInt(row -> Style.length(row.get(index))).max().orElse(0));
    }
    List<String> lines = new ArrayList<>();
    lines.add(terminal.dim(joined(headings, widths)));
    for (List<String> row : rows) {
      lines.add(joined(row, widths));
    }
    return lines;
  }

  public void print(Terminal terminal) {
    lines(terminal).forEach(terminal::line);
  }

  private static String joined(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      line.append(cell);
      if (column < widths.length - 1) {
        line.append(" ".repeat(widths[column] - Style.length(cell) + 2));
      }
    }
    return line.toString().stripTrailing();
  }
}
