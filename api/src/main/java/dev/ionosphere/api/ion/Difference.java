package dev.ionosphere.api.ion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is new in a document, node by node. */
public final class Difference {

  /** One line for each node and edge that is added (+), removed (-) or changed (~). */
  public static List<String> lines(String before, String after) {
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
