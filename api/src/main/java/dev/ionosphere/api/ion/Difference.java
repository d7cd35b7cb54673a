package dev.ionosphere.api.ion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is new in a document: its format, node by node, edge by edge. */
public final class Difference {

  /** One line for what is added (+), removed (-) or changed (~). */
  public static List<String> lines(String before, String after) {
    JsonNode old = before.isEmpty() ? Json.tree("{}") : Json.tree(before).path("spec");
    JsonNode fresh = Json.tree(after).path("spec");
    List<String> lines = new ArrayList<>(format(old.path("format"), fresh.path("format")));
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
    Map<String, JsonNode> oldEdges = edges(old);
    Map<String, JsonNode> freshEdges = edges(fresh);
    freshEdges.forEach((name, edge) -> {
      JsonNode was = oldEdges.get(name);
      if (was == null) {
        lines.add("+ edge " + name);
      } else if (!was.equals(edge)) {
        lines.add("~ edge " + name + ": " + String.join(", ", changed(was, edge)));
      }
    });
    oldEdges.keySet().stream()
        .filter(name -> !freshEdges.containsKey(name))
        .forEach(name -> lines.add("- edge " + name));
    return lines;
  }

  /** The usual format is not written. */
  private static List<String> format(JsonNode was, JsonNode is) {
    if (was.equals(is)) {
      return List.of();
    }
    if (was.isMissingNode() || is.isMissingNode()) {
      JsonNode there = was.isMissingNode() ? is : was;
      String name = there.fieldNames().hasNext() ? there.fieldNames().next() : "";
      return List.of((was.isMissingNode() ? "+" : "-") + " format " + name);
    }
    String name = is.fieldNames().next();
    return was.has(name)
        ? List.of(
            "~ format " + name + ": " + String.join(", ", changed(was.path(name), is.path(name))))
        : List.of("~ format: " + was.fieldNames().next() + " -> " + name);
  }

  private static Map<String, JsonNode> edges(JsonNode spec) {
    Map<String, JsonNode> edges = new LinkedHashMap<>();
    for (JsonNode edge : spec.path("edges")) {
      String on = edge.has("on") ? " on " + edge.path("on").asText() : "";
      edges.put(edge.path("from").asText() + " -> " + edge.path("to").asText() + on, edge);
    }
    return edges;
  }

  private static List<String> changed(JsonNode was, JsonNode is) {
    TreeSet<String> fields = new TreeSet<>();
    was.fieldNames().forEachRemaining(fields::add);
    is.fieldNames().forEachRemaining(fields::add);
    return fields.stream().filter(field -> !was.path(field).equals(is.path(field))).toList();
  }

  private Difference() {}
}
