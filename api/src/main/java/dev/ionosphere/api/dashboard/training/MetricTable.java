package dev.ionosphere.api.dashboard.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.dashboard.Format;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures of a model that belong together, of any kind: {@code tables} of its metrics.
 *
 * @param rows as many texts each as there are columns
 * @param notShown what was left out, empty if nothing was
 */
public record MetricTable(
    String title, List<String> columns, List<List<String>> rows, String notShown) {
  private static final int MOST_TABLES = 12;
  private static final int MOST_COLUMNS = 25;
  private static final int MOST_ROWS = 100;
  private static final int LONGEST = 80;

  public MetricTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** As a program wrote them; what is no table is left out. */
  static List<MetricTable> read(JsonNode metrics) {
    List<MetricTable> tables = new ArrayList<>();
    for (JsonNode table : metrics.path("tables")) {
      if (tables.size() < MOST_TABLES && table.path("columns").size() > 0) {
        tables.add(table(table));
      }
    }
    return tables;
  }

  private static MetricTable table(JsonNode table) {
    int width = table.path("columns").size();
    int height = table.path("rows").size();
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : table.path("rows")) {
      if (rows.size() < MOST_ROWS) {
        rows.add(cells(row, Math.min(width, MOST_COLUMNS)));
      }
    }
    return new MetricTable(
        Format.clipped(table.path("title").asText(), LONGEST),
        cells(table.path("columns"), Math.min(width, MOST_COLUMNS)),
        rows,
        notShown(width - MOST_COLUMNS, height - MOST_ROWS));
  }

  private static String notShown(int columns, int rows) {
    List<String> left = new ArrayList<>();
    if (columns > 0) {
      left.add(Format.plural(columns, "column"));
    }
    if (rows > 0) {
      left.add(Format.plural(rows, "row"));
    }
    return left.isEmpty() ? "" : String.join(" and ", left) + " more in the model's metrics";
  }

  private static List<String> cells(JsonNode row, int width) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      JsonNode cell = row.path(i);
      if (cell.isNumber()) {
        cells.add(Format.metric(cell.doubleValue()));
      } else {
        cells.add(cell.isTextual() ? Format.clipped(cell.textValue(), LONGEST) : "–");
      }
    }
    return cells;
  }

  MetricTable titled(String before) {
    return new MetricTable(before + title, columns, rows, notShown);
  }
}
