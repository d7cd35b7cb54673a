package dev.ionosphere.api.ion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.problem.HubException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** JSON bodies: one ION, or {@code {"documents": [...]}} with texts or objects. */
final class Bundle {

  static List<byte[]> documents(byte[] body) {
    JsonNode tree = tree(body);
    if (!tree.has("documents")) {
      return List.of(body);
    }
    List<byte[]> documents = new ArrayList<>();
    for (JsonNode document : tree.path("documents")) {
      String text = document.isTextual() ? document.textValue() : document.toString();
      documents.add(text.getBytes(StandardCharsets.UTF_8));
    }
    if (documents.isEmpty()) {
      throw HubException.malformed("documents: got none, allowed is a list of texts or objects");
    }
    return documents;
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Json.tree(new String(body, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | StackOverflowError e) {
      throw HubException.malformed("the body is not JSON, though its Content-Type says so");
    }
  }

  private Bundle() {}
}
