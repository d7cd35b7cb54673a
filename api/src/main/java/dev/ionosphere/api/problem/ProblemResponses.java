package dev.ionosphere.api.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Map;

/** Problems as responses. */
public final class ProblemResponses {

  public static MutableHttpResponse<Problem> of(
      HttpRequest<?> request, ErrorCode code, String detail, List<Map<String, Object>> errors) {
    MutableHttpResponse<Problem> response =
        HttpResponse.<Problem>status(HttpStatus.valueOf(code.status()))
            .body(Problem.of(code, detail, request.getPath(), errors))
            .contentType(Problem.MEDIA_TYPE);
    if (code.status() == HttpStatus.UNAUTHORIZED.getCode()) {
      response.header("WWW-Authenticate", challenge(code));
    }
    return response;
  }

  /** With the code, for a device that sends a body as a stream: it cannot read that of a 401. */
  private static String challenge(ErrorCode code) {
    return code == ErrorCode.UNAUTHENTICATED
        ? "Bearer realm=\"ionosphere\""
        : "Signature realm=\"ionosphere\", error=\"%s\"".formatted(code.text());
  }

  private ProblemResponses() {}
}
