package dev.ionosphere.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the compiler describes wrongly, wherever it does. */
final class Schemas {

  /** Arguments that the hub fills in itself, taken for parts of the body. */
  private static final Set<String> OWN =
      Set.of("#/components/schemas/Requester", "#/components/schemas/DeviceRequester");

  static void repair(ObjectNode document) {
    visit(document);
    document
        .withObject("/components/schemas")
        .remove(List.of("Requester", "DeviceRequester", "Role"));
  }

  private static void visit(JsonNode node) {
    for (JsonNode child : node) {
      visit(child);
    }
    if (node instanceof ObjectNode object) {
      anyValue(object);
      body(object);
      parameters(object);
    }
  }

  /** A map of anything is not a map of objects. */
  private static void anyValue(ObjectNode schema) {
    JsonNode values = schema.path("additionalProperties");
    if (values.size() == 1 && values.path("type").asText().equals("object")) {
      schema.put("additionalProperties", true);
    }
  }

  private static void body(ObjectNode operation) {
    if (!(operation.path("requestBody").path("content") instanceof ObjectNode content)) {
      return;
    }
    boolean nothing = true;
    for (Map.Entry<String, JsonNode> type : content.properties()) {
      own((ObjectNode) type.getValue());
      boolean taken = type.getValue().path("schema").isEmpty();
      if (taken && content.has("application/yaml")) {
        // The whole body, as bytes: a document.
        String shape = type.getKey().endsWith("json") ? "object" : "string";
        ((ObjectNode) type.getValue()).putObject("schema").put("type", shape);
        taken = false;
      }
      nothing &= taken;
    }
    if (nothing) {
      operation.remove("requestBody");
    }
  }

  /** Who asks is no parameter. */
  private static void parameters(ObjectNode operation) {
    if (operation.path("parameters") instanceof ArrayNode parameters) {
      parameters.removeIf(
          parameter -> OWN.contains(parameter.path("schema").path("$ref").asText()));
    }
  }

  private static void own(ObjectNode type) {
    JsonNode schema = type.path("schema");
    if (isOwn(schema)) {
      type.putObject("schema");
    } else if (schema.path("allOf") instanceof ArrayNode parts
        && parts.size() == 2
        && isOwn(parts.get(1))) {
      type.set("schema", parts.get(0));
    }
  }

  private static boolean isOwn(JsonNode schema) {
    JsonNode properties = schema.path("properties");
    return properties.size() == 1
        && OWN.contains(properties.iterator().next().path("$ref").asText());
  }

  private Schemas() {}
}
