package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Table;
import dev.ionosphere.cli.terminal.Terminal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One thing with all its fields: values beside their names, lists of things as tables. */
final class FieldView {
  private static final int WIDEST_CELL = 60;

  private final Terminal terminal;

  FieldView(Session session) {
    this.terminal = session.terminal();
  }

  void print(JsonNode thing) {
    print(thing, "", false);
  }

  /**
   * @param given whether the names are those that people gave, and stay as they are
   */
  private void print(JsonNode thing, String indent, boolean given) {
    int width =
        thing.properties().stream()
            .mapToInt(field -> name(field.getKey(), given).length())
            .max()
            .orElse(0);
    for (Map.Entry<String, JsonNode> field : thing.properties()) {
      JsonNode value = field.getValue();
      if (value.isNull() || (value.isContainerNode() && value.isEmpty())) {
        continue;
      }
      String name = name(field.getKey(), given);
      if (isTable(value)) {
        terminal.line(indent + terminal.bold(name));
        table(value, indent + "  ");
      } else if (value.isObject()) {
        terminal.line(indent + terminal.bold(name));
        print(value, indent + "  ", FieldWords.holdsGivenNames(field.getKey()));
      } else if (isLines(value)) {
        terminal.line(indent + terminal.bold(name));
        value.forEach(
            line -> terminal.line(indent + "  " + Style.withoutControls(AnswerTable.text(line))));
      } else {
        terminal.line(
            indent
                + terminal.dim(name + " ".repeat(width - name.length()))
                + "  "
                + Style.withoutControls(FieldWords.text(value)));
      }
    }
  }

  private static String name(String field, boolean given) {
    return Style.withoutControls(given ? field : FieldWords.name(field));
  }

  /** A list of things, or a map of like things. */
  private static boolean isTable(JsonNode value) {
    if (value.isEmpty() || !value.isContainerNode()) {
      return false;
    }
    for (JsonNode element : value) {
      if (!element.isObject() || (value.isObject() && hasObjects(element))) {
        return false;
      }
    }
    return true;
  }

  /** One that is a tree of its own fits no row. */
  private static boolean hasObjects(JsonNode row) {
    for (JsonNode cell : row) {
      if (cell.isObject() && !cell.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** A list of sentences, such as a log; words go side by side. */
  private static boolean isLines(JsonNode value) {
    if (!value.isArray()) {
      return false;
    }
    for (JsonNode element : value) {
      if (element.isTextual() && element.textValue().contains(" ")) {
        return true;
      }
    }
    return false;
  }

  private void table(JsonNode value, String indent) {
    Set<String> names = new LinkedHashSet<>();
    value.forEach(row -> row.fieldNames().forEachRemaining(names::add));
    List<String> columns = names.stream().filter(name -> hasValue(value, name)).limit(10).toList();
    boolean keyed = value.isObject();
    String[] headings = new String[columns.size() + (keyed ? 1 : 0)];
    headings[0] = "";
    for (int i = 0; i < columns.size(); i++) {
      headings[i + (keyed ? 1 : 0)] =
          Style.withoutControls(FieldWords.name(columns.get(i)).toUpperCase(Locale.ROOT));
    }
    Table table = new Table(headings);
    if (keyed) {
      value.properties().forEach(row -> table.row(cells(row.getKey(), row.getValue(), columns)));
    } else {
      value.forEach(row -> table.row(cells("", row, columns)));
    }
    table.lines(terminal).forEach(line -> terminal.line(indent + line));
  }

  private static List<String> cells(String key, JsonNode row, List<String> columns) {
    List<String> cells = new java.util.ArrayList<>();
    if (!key.isEmpty()) {
      cells.add(Style.withoutControls(key));
    }
    for (String column : columns) {
      JsonNode cell = row.path(column);
      String text =
          Style.withoutControls(
              cell.isTextual()
                  ? AnswerTable.time(TextNode.valueOf(AnswerTable.digest(cell)))
                  : FieldWords.text(cell));
      cells.add(text.length() > WIDEST_CELL ? text.substring(0, WIDEST_CELL - 1) + "…" : text);
    }
    return cells;
  }

  private static boolean hasValue(JsonNode rows, String name) {
    for (JsonNode row : rows) {
      JsonNode value = row.path(name);
      if (!value.isNull()
          && !value.isMissingNode()
          && !(value.isContainerNode() && value.isEmpty())) {
        return true;
      }
    }
    return false;
  }
}
