package dev.ionosphere.api.ion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What is new in a document, node by node. */
final class Difference {

  static List<String> lines(String before, String after) {
    JsonNode old = before.isEmpty() ? Json.tree("{}") : Json.tree(before).path("spec");
    JsonNode fresh = Json.tree(after).path("spec");
    List<String> lines = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    old.path("nodes").fieldNames().forEachRemaining(names::add);
    fresh.path("nodes").fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode was = old.path("nodes").path(name);
      JsonNode is = fresh.path("nodes").path(name);
      if (was.isMissingNode()) {
        lines.add("+ node " + name + " (" + is.path("kind").asText() + ")");
      } else if (is.isMissingNode()) {
        lines.add("- node " + name + " (" + was.path("kind").asText() + ")");
      } else if (!was.equals(is)) {
        lines.add("~ node " + name + ": " + String.join(", ", changed(was, is)));
      }
    }
    fresh.path("edges").forEach(edge -> addIfMissing(lines, "+ ", old.path("edges"), edge));
    old.path("edges").forEach(edge -> addIfMissing(lines, "- ", fresh.path("edges"), edge));
    return lines;
  }

  private static void addIfMissing(List<String> lines, String sign, JsonNode edges, JsonNode edge) {
    for (JsonNode other : edges) {
      if (other.equals(edge)) {
        return;
      }
    }
    String on = edge.has("on") ? " on " + edge.path("on").asText() : "";
    lines.add(sign + "edge " + edge.path("from").asText() + " -> " + edge.path("to").asText() + on);
  }

  private static List<String> changed(JsonNode was, JsonNode is) {
    TreeSet<String> fields = new TreeSet<>();
    was.fieldNames().forEachRemaining(fields::add);
    is.fieldNames().forEachRemaining(fields::add);
    return fields.stream().filter(field -> !was.path(field).equals(is.path(field))).toList();
  }

  private Difference() {}
}
