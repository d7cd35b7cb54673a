package dev.ionosphere.api.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.netty.handler.codec.compression.DecompressionException;
import jakarta.inject.Singleton;
import java.util.List;

/** A body that is not what its Content-Encoding says. */
@Singleton
@Produces("application/problem+json")
final class BrokenBodyHandler
    implements ExceptionHandler<DecompressionException, HttpResponse<Problem>> {

  @Override
  public HttpResponse<Problem> handle(HttpRequest request, DecompressionException exception) {
    return ProblemResponses.of(
        request,
        ErrorCode.MALFORMED,
        "the body is not "
            + request.getHeaders().findFirst("Content-Encoding").orElse("compressed")
            + ", as Content-Encoding says",
        List.of());
  }
}
