package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.problem.Problem;
import io.micronaut.core.io.Writable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.views.ViewsRenderer;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers that keep other people's code out of our pages, and problems as pages where a browser
 * asked for one.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class PageFilter {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final Pattern LOGIN =
      Pattern.compile("[^?#]*/login\\?(?:failed&)?next=([A-Za-z0-9._~%/-]{1,500})");

  private final Assets assets;
  private final ViewsRenderer<Map<String, Object>, ?> views;

  PageFilter(Assets assets, ViewsRenderer<Map<String, Object>, ?> views) {
    this.assets = assets;
    this.views = views;
  }

  @ResponseFilter
  void guard(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (response.body() instanceof Problem problem && wantsPage(request)) {
      page(request, response, problem);
    }
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Referrer-Policy", "same-origin");
    if (!request.getPath().startsWith("/api/")) {
      response.header("Content-Security-Policy", POLICY);
      response.header("X-Frame-Options", "DENY");
      if (!request.getPath().startsWith("/assets/")) {
        response.header("Cache-Control", "no-store");
      }
    }
  }

  private void page(HttpRequest<?> request, MutableHttpResponse<?> response, Problem problem) {
    if (request.getPath().equals("/login") && problem.status() == 401) {
      response.status(303);
      response.getHeaders().location(URI.create("/login?failed" + next(request)));
      response.body(null);
      return;
    }
    Writable html =
        views.render("problem", Map.of("assets", assets.root(), "problem", problem), null);
    response.body(html);
    response.contentType(MediaType.TEXT_HTML_TYPE);
  }

  /** Where the login page was to lead to; it checks that again. */
  private static String next(HttpRequest<?> request) {
    return request
        .getHeaders()
        .findFirst("Referer")
        .map(LOGIN::matcher)
        .filter(Matcher::matches)
        .map(referer -> "&next=" + referer.group(1))
        .orElse("");
  }

  private static boolean wantsPage(HttpRequest<?> request) {
    String path = request.getPath();
    return !path.startsWith("/api/")
        && !path.startsWith("/internal/")
        && !path.startsWith("/edge/")
        && !request.getHeaders().contains("Authorization")
        && request.getHeaders().findFirst("Accept").orElse("").contains("text/html");
  }
}
