package dev.ionosphere.edge.push;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param body as JSON
 */
record PushAnswer(int status, Map<String, String> headers, Map<String, Object> body) {

  static PushAnswer accepted(long count) {
    return new PushAnswer(202, Map.of(), Map.of("accepted", count));
  }

  static PushAnswer refused(int status, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("status", status);
    problem.put("detail", detail);
    return new PushAnswer(status, Map.of(), problem);
  }

  PushAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new PushAnswer(status, more, body);
  }

  String mediaType() {
    return status < 300 ? "application/json" : "application/problem+json";
  }
}
