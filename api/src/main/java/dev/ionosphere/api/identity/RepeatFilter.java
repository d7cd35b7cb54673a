package dev.ionosphere.api.identity;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.ProblemResponses;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A POST with an Idempotency-Key that was done before is answered as it was then. Failures are not
 * remembered: they may be tried again. Nor are secrets.
 */
@ServerFilter("/api/v1/**")
@Order(-5)
final class RepeatFilter {

  private static final String SHAPE = RepeatFilter.class.getName();
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final RememberedAnswers answers;
  private final JsonMapper json;
  private final Clock clock;

  RepeatFilter(RememberedAnswers answers, JsonMapper json, Clock clock) {
    this.answers = answers;
    this.json = json;
    this.clock = clock;
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
    request.setAttribute(SHAPE, shape);
    Optional<RememberedAnswer> known = answers.findById(key.get());
    if (known.isEmpty()) {
      return null;
    }
    if (!known.get().requestHash().equals(shape)) {
      return ProblemResponses.of(
          request,
          ErrorCode.INVALID,
          "this Idempotency-Key was used for another request",
          List.of());
    }
    return HttpResponse.status(HttpStatus.valueOf(known.get().status()))
        .body(known.get().body().getBytes(StandardCharsets.UTF_8))
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header("Idempotent-Replayed", "true");
  }

  @ResponseFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  void remember(HttpRequest<?> request, HttpResponse<?> response) throws IOException {
    Optional<String> key = key(request);
    Optional<String> shape = request.getAttribute(SHAPE, String.class);
    Optional<?> body = response.getBody();
    boolean done = response.code() >= 200 && response.code() < 300;
    if (key.isEmpty()
        || shape.isEmpty()
        || body.isEmpty()
        || !done
        || SecretAnswer.is(response)
        || answers.existsById(key.get())) {
      return;
    }
    answers.deleteByAnsweredAtBefore(clock.instant().minus(REMEMBERED));
    answers.save(
        new RememberedAnswer(
            key.get(),
            shape.get(),
            response.code(),
            json.writeValueAsString(body.get()),
            clock.instant()));
  }

  private static Optional<String> key(HttpRequest<?> request) {
    Optional<Requester> requester = request.getAttribute(AccessFilter.REQUESTER, Requester.class);
    if (request.getMethod() != HttpMethod.POST || requester.isEmpty()) {
      return Optional.empty();
    }
    return request
        .getHeaders()
        .findFirst("Idempotency-Key")
        .map(key -> Secrets.hash(requester.get().person() + "\n" + request.getUri() + "\n" + key));
  }

  /** What a repeated request must have in common with the first, besides address and person. */
  private static String shape(HttpRequest<?> request) throws IOException {
    MessageDigest shape = Secrets.sha256();
    String type = request.getContentType().map(MediaType::toString).orElse("");
    shape.update((type + "\n").getBytes(StandardCharsets.UTF_8));
    if (request instanceof ServerHttpRequest<?> received) {
      // Split off: the route reads the body after us.
      try (CloseableByteBody body = received.byteBody().split(SplitBackpressureMode.FASTEST);
          InputStream bytes = body.toInputStream()) {
        shape.update(bytes.readAllBytes());
      }
    }
    return HexFormat.of().formatHex(shape.digest());
  }
}
