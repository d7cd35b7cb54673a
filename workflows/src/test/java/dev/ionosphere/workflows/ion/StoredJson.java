package dev.ionosphere.workflows.ion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ionosphere.workflows.json.JsonTree;
import dev.ionosphere.workflows.machine.state.StoredIon;
import java.util.Map;

/** States as files that people can compare. */
final class StoredJson {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static String text(Object state) {
    try {
      return JSON.writeValueAsString(JsonTree.of(state)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static StoredIon of(String text) {
    try {
      return JsonTree.to(StoredIon.class, JSON.readValue(text, Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not JSON: " + text, e);
    }
  }

  private StoredJson() {}
}
