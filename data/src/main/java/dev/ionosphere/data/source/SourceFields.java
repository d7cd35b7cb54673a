package dev.ionosphere.data.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source as documents, orders and stored states give it.
 *
 * <pre>{@code
 * file: data/${device}.csv
 * directory: in/${device}
 * pattern: "*.csv"
 * http: {}
 * mqtt: {broker: "mqtts://broker.example:8883", topic: "sensors/${device}", qos: 1, login: {name: plant}}
 * }</pre>
 */
public final class SourceFields {

  private static final int LONGEST = 500;
  private static final List<String> KINDS = List.of("file", "directory", "http", "mqtt");

  /** The fields of all kinds, and the kind that each belongs to. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "file", "file",
          "directory", "directory",
          "pattern", "directory",
          "http", "http",
          "mqtt", "mqtt");

  /** As a document states it, with what is usual. */
  public static Map<String, Object> of(SourceSpec source) {
    Map<String, Object> fields = new LinkedHashMap<>();
    // Release 17 has no switch over a sealed type.
    if (source instanceof SourceSpec.File file) {
      fields.put("file", file.path());
    } else if (source instanceof SourceSpec.Folder folder) {
      fields.put("directory", folder.path());
      fields.put("pattern", folder.pattern());
    } else if (source instanceof SourceSpec.Mqtt mqtt) {
      fields.put("mqtt", MqttFields.of(mqtt));
    } else {
      fields.put("http", Map.of());
    }
    return fields;
  }

  /**
   * The source that is stated so.
   *
   * @throws SourceFieldException if it is none, or more than one
   */
  public static SourceSpec of(Map<String, ?> stated) {
    List<String> kinds = KINDS.stream().filter(stated::containsKey).toList();
    if (kinds.size() != 1) {
      throw new SourceFieldException(
          kinds.isEmpty() ? "file" : kinds.get(1),
          kinds.isEmpty() ? "no kind of source" : "a second kind of source",
          "one of " + String.join(", ", KINDS));
    }
    for (String name : stated.keySet()) {
      if (!kinds.get(0).equals(FIELDS.get(name))) {
        throw new SourceFieldException(name, "an unknown field", "those of " + kinds.get(0));
      }
    }
    return switch (kinds.get(0)) {
      case "file" -> new SourceSpec.File(text(stated, "file"));
      case "directory" -> new SourceSpec.Folder(text(stated, "directory"), pattern(stated));
      case "mqtt" -> MqttFields.of(stated.get("mqtt"));
      default -> push(stated);
    };
  }

  private static SourceSpec push(Map<String, ?> stated) {
    if (stated.get("http") instanceof Map<?, ?> fields && fields.isEmpty()) {
      return new SourceSpec.Push();
    }
    throw new SourceFieldException("http", shown(stated.get("http")), "an empty map");
  }

  private static String pattern(Map<String, ?> stated) {
    String pattern =
        stated.containsKey("pattern") ? text(stated, "pattern") : SourceSpec.Folder.ANY;
    if (!NamePattern.isOne(pattern)) {
      throw new SourceFieldException("pattern", shown(pattern), "a pattern of names, *.csv");
    }
    return pattern;
  }

  private static String text(Map<String, ?> stated, String name) {
    return text(stated, name, name);
  }

  static String text(Map<?, ?> stated, String name, String field) {
    if (stated.get(name) instanceof String text
        && !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw new SourceFieldException(
        field, shown(stated.get(name)), "a text of 1 to " + LONGEST + " characters");
  }

  static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
  }

  private SourceFields() {}
}
