package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The hub's names and values in words for people. {@code -o json} shows them as they are. */
final class FieldWords {
  // what is below has names that people gave, such as nodes and labels
  private static final Set<String> GIVEN_NAMES =
      Set.of("arguments", "baseline", "counters", "labels", "metrics", "nodes", "seen");
  private static final Map<String, String> NAMES =
      Map.of(
          "laps", "times done",
          "ballot", "who decides",
          "notRequester", "requester may not approve",
          "asOf", "as of");

  private FieldWords() {}

  /** Whether the names below the field are no names of the hub. */
  static boolean holdsGivenNames(String field) {
    return GIVEN_NAMES.contains(field);
  }

  /** Such as {@code opened at} of {@code openedAt}. */
  static String name(String field) {
    String known = NAMES.get(field);
    return known != null
        ? known
        : field.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  /** A time to the second, the start of a digest, a thing with parts as a phrase. */
  static String text(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? "yes" : "no";
    }
    if (value.isTextual()) {
      return AnswerTable.time(value);
    }
    if (value.isArray() && !value.isEmpty()) {
      return list(value, value.get(0).isObject() ? "; " : ",");
    }
    return value.isObject() && !value.isEmpty() ? phrase(value) : AnswerTable.text(value);
  }

  private static String list(JsonNode values, String separator) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(text(shortDigest(value))));
    return String.join(separator, texts);
  }

  private static String phrase(JsonNode thing) {
    if (thing.size() == 2 && thing.has("role") && thing.has("required")) {
      return thing.path("required").asText() + " of " + thing.path("role").asText();
    }
    if (thing.path("stages").isArray() && thing.path("votes").isArray()) {
      List<String> voters = new ArrayList<>();
      thing.path("votes").forEach(vote -> voters.add(vote.path("people").path(0).asText()));
      return list(thing.path("stages"), ", then ")
          + (voters.isEmpty() ? "" : "; approved by " + String.join(", ", voters));
    }
    List<String> parts = new ArrayList<>();
    thing
        .properties()
        .forEach(part -> {
          String text = text(shortDigest(part.getValue()));
          if (part.getValue().isBoolean()) {
            parts.add((part.getValue().booleanValue() ? "" : "not ") + name(part.getKey()));
          } else if (!text.equals("-")) {
            parts.add(name(part.getKey()) + " " + text);
          }
        });
    return parts.isEmpty() ? "-" : String.join(", ", parts);
  }

  private static JsonNode shortDigest(JsonNode value) {
    return value.isTextual() ? TextNode.valueOf(AnswerTable.digest(value)) : value;
  }
}
