package dev.ionosphere.api.access;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.ProblemResponses;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import java.util.Locale;

/** Refuses addresses with a NUL, which PostgreSQL cannot compare with. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(-20)
final class TextFilter {

  @RequestFilter
  @Nullable
  HttpResponse<?> check(HttpRequest<?> request) {
    String address = request.getUri().toString().toLowerCase(Locale.ROOT);
    return address.contains("%00")
        ? ProblemResponses.of(
            request, ErrorCode.MALFORMED, "the address holds a NUL (%00)", List.of())
        : null;
  }
}
