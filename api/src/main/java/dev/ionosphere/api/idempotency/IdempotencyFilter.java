package dev.ionosphere.api.idempotency;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.identity.SecretAnswer;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.ProblemResponses;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Answers a repeated POST with the same Idempotency-Key as the first one, and does not begin it
 * again while the first is in progress. Failures are not stored, so they can be tried again.
 * Answers with secrets are not stored either.
 */
@ServerFilter("/api/v1/**")
@Order(-5)
final class IdempotencyFilter {

  private static final String CLAIM = IdempotencyFilter.class.getName();
  private static final String SOON = "1"; // seconds

  private final IdempotencyClaims claims;
  private final JsonMapper json;

  IdempotencyFilter(IdempotencyClaims claims, JsonMapper json) {
    this.claims = claims;
    this.json = json;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable
  HttpResponse<?> replay(HttpRequest<?> request) throws IOException {
    Optional<String> key = key(request);
    if (key.isEmpty()) {
      return null;
    }
    String shape = shape(request);
    return switch (claims.claim(key.get(), shape)) {
      case IdempotencyClaims.Outcome.Ours ours -> {
        request.setAttribute(CLAIM, ours);
        yield null;
      }
      case IdempotencyClaims.Outcome.Busy busy ->
          ProblemResponses.of(
                  request,
                  ErrorCode.CONFLICT,
                  "a request with this Idempotency-Key is being answered, ask again",
                  List.of())
              .header(HttpHeaders.RETRY_AFTER, SOON);
      case IdempotencyClaims.Outcome.Known known -> again(request, known.answer(), shape);
    };
  }

  private static HttpResponse<?> again(
      HttpRequest<?> request, IdempotencyRecord answer, String shape) {
    if (!answer.requestHash().equals(shape)) {
      return ProblemResponses.of(
          request,
          ErrorCode.INVALID,
          "this Idempotency-Key was used for another request",
          List.of());
    }
    return HttpResponse.status(HttpStatus.valueOf(answer.status()))
        .body(answer.body().getBytes(StandardCharsets.UTF_8))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header("Idempotent-Replayed", "true");
  }

  @ResponseFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void remember(HttpRequest<?> request, HttpResponse<?> response) throws IOException {
    Optional<IdempotencyClaims.Outcome.Ours> claim =
        request.getAttribute(CLAIM, IdempotencyClaims.Outcome.Ours.class);
    if (claim.isEmpty()) {
      return;
    }
    Optional<?> body = response.getBody();
    boolean done = response.code() >= 200 && response.code() < 300;
    if (done && body.isPresent() && !SecretAnswer.is(response)) {
      claims.answer(claim.get(), response.code(), json.writeValueAsString(body.get()));
    } else {
      claims.release(claim.get());
    }
  }

  private static Optional<String> key(HttpRequest<?> request) {
    Optional<Requester> requester = Requester.of(request);
    if (request.getMethod() != HttpMethod.POST || requester.isEmpty() || changesNothing(request)) {
      return Optional.empty();
    }
    return request
        .getHeaders()
        .findFirst("Idempotency-Key")
        .map(key -> Sha256.hex(requester.get().person() + "\n" + request.getUri() + "\n" + key));
  }

  private static boolean changesNothing(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request)
        .filter(route -> route.getAnnotationMetadata().hasAnnotation(ChangesNothing.class))
        .isPresent();
  }

  /** What a repeated request must have in common with the first, besides address and person. */
  private static String shape(HttpRequest<?> request) throws IOException {
    MessageDigest shape = Sha256.start();
    String type = request.getContentType().map(MediaType::toString).orElse("");
    shape.update((type + "\n").getBytes(StandardCharsets.UTF_8));
    if (request instanceof ServerHttpRequest<?> received) {
      // Split off: the route reads the body after us.
      try (CloseableByteBody body = received.byteBody().split(SplitBackpressureMode.FASTEST);
          InputStream bytes = body.toInputStream()) {
        shape.update(bytes.readAllBytes());
      }
    }
    return Sha256.hex(shape.digest());
  }
}
