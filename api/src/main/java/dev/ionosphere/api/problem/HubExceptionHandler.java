package dev.ionosphere.api.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

@Singleton
@Produces("application/problem+json")
final class HubExceptionHandler implements ExceptionHandler<HubException, HttpResponse<Problem>> {

  @Override
  public HttpResponse<Problem> handle(HttpRequest request, HubException exception) {
    return ProblemResponses.of(
        request, exception.code(), String.valueOf(exception.getMessage()), exception.errors());
  }
}
