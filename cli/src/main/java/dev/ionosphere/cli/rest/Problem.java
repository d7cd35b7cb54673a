package dev.ionosphere.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.cli.terminal.Style;
import dev.ionosphere.spec.format.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the hub says when it refuses, RFC 9457.
 *
 * @param code the hub's own name of the error, empty if the answer came from something else
 * @param errors one line each, such as the findings in a document
 * @param findings of these those that name a place in a document
 */
public record Problem(
    int status,
    String title,
    String detail,
    String code,
    List<String> errors,
    List<Finding> findings) {
  private static final int SHOWN_OF_OTHERS = 200;

  public Problem {
    errors = List.copyOf(errors);
    findings = List.copyOf(findings);
  }

  static Problem read(int status, String body) {
    try {
      JsonNode json = new ObjectMapper().readTree(body);
      if (json != null && json.isObject()) {
        List<String> errors = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        json.path("errors")
            .forEach(error -> {
              errors.add(text(error));
              finding(error).ifPresent(findings::add);
            });
        return new Problem(
            status,
            withoutControls(json.path("title").asText("HTTP " + status)),
            withoutControls(json.path("detail").asText(json.path("message").asText(""))),
            json.path("code").asText(""),
            errors,
            findings);
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      // a proxy's page or nothing at all: shown as it is, below
    }
    String shown = body.length() > SHOWN_OF_OTHERS ? body.substring(0, SHOWN_OF_OTHERS) : body;
    return new Problem(
        status, "HTTP " + status, withoutControls(shown.strip()), "", List.of(), List.of());
  }

  /** A finding reads {@code file:line:column: path: message}, anything else as it came. */
  private static String text(JsonNode error) {
    if (error.isTextual()) {
      return withoutControls(error.textValue());
    }
    String line = error.path("line").asInt() > 0 ? ":" + error.path("line").asInt() : "";
    String column = error.path("column").asInt() > 0 ? ":" + error.path("column").asInt() : "";
    String file = error.path("file").asText("document");
    String place = line.isEmpty() ? "" : file + line + column + ": ";
    String message = error.path("message").asText(error.path("detail").asText(error.toString()));
    return withoutControls(place + message);
  }

  private static Optional<Finding> finding(JsonNode error) {
    boolean placed = error.path("file").isInt() && error.path("line").asInt() > 0;
    return placed
        ? Optional.of(
            new Finding(
                error.path("severity").asText().equals("warning")
                    ? Finding.Severity.WARNING
                    : Finding.Severity.ERROR,
                error.path("file").asInt(),
                error.path("line").asInt(),
                error.path("column").asInt(),
                error.path("path").asText(""),
                error.path("message").asText(""),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        : Optional.empty();
  }

  private static String withoutControls(String text) {
    return Style.withoutControls(text);
  }
}
