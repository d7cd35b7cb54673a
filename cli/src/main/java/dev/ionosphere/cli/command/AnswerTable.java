package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.cli.terminal.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Tables of the hub's answers: one row for each item, one function for each column. */
public final class AnswerTable {
  // above it a double is no exact count any more
  private static final double LARGEST_COUNT = 1L << 53;

  private final List<String> headings = new ArrayList<>();
  private final List<Function<JsonNode, String>> cells = new ArrayList<>();

  public AnswerTable add(String heading, Function<JsonNode, String> cell) {
    headings.add(heading);
    cells.add(cell);
    return this;
  }

  /** A field as it is; {@code a.b} looks into {@code a}. */
  public AnswerTable field(String heading, String path) {
    return add(heading, item -> text(at(item, path)));
  }

  public void print(Session session, JsonNode answer) {
    List<JsonNode> items = items(answer);
    if (items.isEmpty()) {
      session.terminal().line(session.terminal().dim("none"));
      return;
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (JsonNode item : items) {
      table.row(cells.stream().map(cell -> Style.withoutControls(cell.apply(item))).toList());
    }
    table.print(session.terminal());
  }

  /** A page, a plain list, or the one thing itself. */
  static List<JsonNode> items(JsonNode answer) {
    JsonNode list = answer.has("items") ? answer.get("items") : answer;
    List<JsonNode> items = new ArrayList<>();
    if (list.isArray()) {
      list.forEach(items::add);
    } else if (!list.isMissingNode()) {
      items.add(list);
    }
    return items;
  }

  static JsonNode at(JsonNode item, String path) {
    return item.at("/" + path.replace('.', '/'));
  }

  public static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull() || isEmpty(value)) {
      return "-";
    }
    if (value.isArray()) {
      List<String> parts = new ArrayList<>();
      value.forEach(part -> parts.add(text(part)));
      return String.join(",", parts);
    }
    if (value.isObject()) {
      List<String> parts = new ArrayList<>();
      value.properties().forEach(e -> parts.add(e.getKey() + "=" + text(e.getValue())));
      return String.join(",", parts);
    }
    String text = isWhole(value) ? Long.toString(value.asLong()) : value.asText();
    return text.isEmpty() ? "-" : text;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isContainerNode() && value.isEmpty();
  }

  /** Whether it is a count that came as a fraction, such as 8.0. */
  private static boolean isWhole(JsonNode value) {
    return value.isFloatingPointNumber()
        && value.asDouble() == Math.rint(value.asDouble())
        && Math.abs(value.asDouble()) < LARGEST_COUNT;
  }

  /** The start of a digest; enough to tell models apart. */
  public static String digest(JsonNode value) {
    String text = text(value);
    return text.startsWith("sha256:") ? text.substring(7, Math.min(19, text.length())) : text;
  }

  /** A time of the hub, to the second. */
  static String time(JsonNode value) {
    return text(value).replaceAll("\\.\\d+Z", "Z");
  }

  public static String ago(JsonNode value, Clock clock) {
    try {
      Duration past = Duration.between(Instant.parse(value.asText()), clock.instant());
      return span(past.isNegative() ? past.negated() : past) + (past.isNegative() ? " ahead" : "");
    } catch (DateTimeParseException none) {
      return "-";
    }
  }

  /** As part of a sentence. */
  static String longAgo(JsonNode value, Clock clock) {
    String ago = ago(value, clock);
    return ago.equals("-") || ago.endsWith(" ahead") ? ago : ago + " ago";
  }

  /** A length of time in its largest unit, to the nearest. */
  public static String span(Duration time) {
    if (time.toDays() > 1) {
      return nearest(time, Duration.ofDays(1)) + "d";
    }
    if (time.toHours() > 1) {
      return nearest(time, Duration.ofHours(1)) + "h";
    }
    return time.toMinutes() > 1
        ? nearest(time, Duration.ofMinutes(1)) + "m"
        : time.toSeconds() + "s";
  }

  private static long nearest(Duration time, Duration unit) {
    return time.plus(unit.dividedBy(2)).dividedBy(unit);
  }
}
