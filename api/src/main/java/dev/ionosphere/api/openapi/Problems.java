package dev.ionosphere.api.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.api.problem.ErrorCode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Problems as the description tells them. */
final class Problems {

  static final String SCHEMA =
      """
      {"Problem": {"type": "object", "description": "RFC 9457",
        "required": ["type", "title", "status", "detail", "code"],
        "properties": {
          "type": {"type": "string"}, "title": {"type": "string"},
          "status": {"type": "integer"}, "detail": {"type": "string"},
          "instance": {"type": "string"}, "code": {"type": "string"},
          "errors": {"type": "array", "items": {"type": "object", "additionalProperties": true}}}}}
      """;

  /** Adds the answer for the code's status. */
  static void add(ObjectNode responses, ErrorCode code) {
    String titles =
        Arrays.stream(ErrorCode.values())
            .filter(other -> other.status() == code.status())
            .map(ErrorCode::title)
            .collect(Collectors.joining(" or "));
    ObjectNode response = responses.putObject(String.valueOf(code.status()));
    response.put("description", titles);
    response
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
  }

  private Problems() {}
}
