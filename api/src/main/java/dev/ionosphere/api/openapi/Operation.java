package dev.ionosphere.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.permission.BeforeSession;
import dev.ionosphere.api.permission.Open;
import dev.ionosphere.api.problem.ErrorCode;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.UriRouteInfo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** One operation of the description, completed from its route. */
final class Operation {

  private final ObjectNode described;
  private final UriRouteInfo<?, ?> route;

  Operation(ObjectNode described, UriRouteInfo<?, ?> route) {
    this.described = described;
    this.route = route;
  }

  void complete() {
    parameters();
    success();
    ObjectNode responses = described.withObject("/responses");
    problems().forEach(code -> Problems.add(responses, code));
    if (isOpen()) {
      described.putArray("security");
    }
  }

  private boolean isOpen() {
    return route.getAnnotationMetadata().hasAnnotation(Open.class)
        || route.getAnnotationMetadata().hasAnnotation(BeforeSession.class);
  }

  /** A parameter with a default may be left out, even if the default is the empty text. */
  private void parameters() {
    for (JsonNode parameter : described.path("parameters")) {
      String name = parameter.path("name").asText();
      boolean hasDefault =
          Arrays.stream(route.getTargetMethod().getArguments())
              .filter(argument -> argument.getName().equals(name))
              .map(Argument::getAnnotationMetadata)
              .anyMatch(data -> data.stringValue(Bindable.class, "defaultValue").isPresent());
      if (hasDefault) {
        ((ObjectNode) parameter).put("required", false);
      }
    }
  }

  private void success() {
    ObjectNode responses = described.withObject("/responses");
    JsonNode written = responses.path("200");
    AnnotationValue<Answers> answers = route.getAnnotation(Answers.class);
    if (answers == null) {
      return;
    }
    responses.remove("200");
    for (int status : answers.get("value", int[].class).orElse(new int[] {200})) {
      ObjectNode answer = responses.putObject(String.valueOf(status));
      answer.put("description", described.path("summary").asText("done"));
      body(answer, status, written, answers.stringValues("types"));
    }
  }

  private static void body(ObjectNode answer, int status, JsonNode written, String[] types) {
    if (status == 204 || status == 303) {
      return;
    }
    if (types.length == 0) {
      boolean known =
          !written.path("content").path("application/json").path("schema").equals(any());
      if (known && written.has("content")) {
        answer.set("content", written.path("content"));
      }
      return;
    }
    ObjectNode content = answer.putObject("content");
    for (String type : types) {
      content.putObject(type).putObject("schema");
    }
  }

  private static JsonNode any() {
    return Json.tree("{\"type\":\"object\"}");
  }

  private Set<ErrorCode> problems() {
    EnumSet<ErrorCode> codes =
        EnumSet.of(
            ErrorCode.MALFORMED,
            ErrorCode.NOT_ACCEPTABLE,
            ErrorCode.URI_TOO_LONG,
            ErrorCode.HEADERS_TOO_LARGE,
            ErrorCode.TOO_MANY,
            ErrorCode.INTERNAL,
            ErrorCode.UNAVAILABLE);
    if (!isOpen() || HttpMethod.permitsRequestBody(route.getHttpMethod())) {
      codes.add(ErrorCode.UNAUTHENTICATED);
      codes.add(ErrorCode.FORBIDDEN);
    }
    for (JsonNode parameter : described.path("parameters")) {
      switch (parameter.path("name").asText().toLowerCase(Locale.ROOT)) {
        case "if-match" -> codes.add(ErrorCode.PRECONDITION);
        case "range" -> codes.add(ErrorCode.RANGE);
        default -> codes.add(ErrorCode.NOT_FOUND);
      }
    }
    if (HttpMethod.permitsRequestBody(route.getHttpMethod())) {
      codes.addAll(
          EnumSet.of(
              ErrorCode.CONFLICT, ErrorCode.TOO_LARGE, ErrorCode.UNSUPPORTED, ErrorCode.INVALID));
    }
    return codes;
  }
}
