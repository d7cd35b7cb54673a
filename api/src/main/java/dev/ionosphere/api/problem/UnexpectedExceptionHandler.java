package dev.ionosphere.api.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our own bugs: the log gets the stack trace, the caller does not. */
@Singleton
@Produces("application/problem+json")
final class UnexpectedExceptionHandler
    implements ExceptionHandler<RuntimeException, HttpResponse<Problem>> {

  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedExceptionHandler.class);

  @Override
  public HttpResponse<Problem> handle(HttpRequest request, RuntimeException exception) {
    LOG.error("{} {} failed", request.getMethodName(), request.getPath(), exception);
    return ProblemResponses.of(request, ErrorCode.INTERNAL, "the hub's log says more", List.of());
  }
}
