package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The columns that a model needs of a row, by its manifest. */
final class ModelColumns {

  private static final int MOST = 20;

  /** Prints the first, and how many there are beside them. */
  static void print(Session session, JsonNode manifest) {
    ArrayNode columns = of(manifest);
    if (columns.isEmpty()) {
      return;
    }
    session.terminal().line("");
    new AnswerTable()
        .field("COLUMN", "name")
        .field("TYPE", "type")
        .field("MAY BE MISSING", "missing")
        .field("CATEGORIES", "categories")
        .field("UNSEEN", "unseen")
        .print(session, first(columns));
    if (columns.size() > MOST) {
      session
          .terminal()
          .line("and %d more of %d columns".formatted(columns.size() - MOST, columns.size()));
    }
  }

  /** A package up to 0.3.0 tells the names of its columns, which are numbers. */
  private static ArrayNode of(JsonNode manifest) {
    ArrayNode columns = JsonNodeFactory.instance.arrayNode();
    manifest
        .at("/schema/features")
        .forEach(name ->
            columns
                .addObject()
                .put("name", name.asText())
                .put("type", "float64")
                .put("missing", "yes"));
    for (JsonNode input : manifest.at("/signature/inputs")) {
      ObjectNode column =
          columns
              .addObject()
              .put("name", input.path("name").asText())
              .put("type", input.path("type").asText())
              .put("missing", input.path("nullable").asBoolean() ? "yes" : "no");
      if (!input.path("categories").isEmpty()) {
        column.put("categories", categories(input.path("categories")));
        column.put("unseen", input.path("unseen").asText());
      }
    }
    return columns;
  }

  private static ArrayNode first(ArrayNode columns) {
    ArrayNode first = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < Math.min(MOST, columns.size()); i++) {
      first.add(columns.get(i));
    }
    return first;
  }

  private static String categories(JsonNode values) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, values.size()); i++) {
      texts.add(values.get(i).asText());
    }
    return String.join(", ", texts)
        + (values.size() > MOST ? " and " + (values.size() - MOST) + " more" : "");
  }

  private ModelColumns() {}
}
