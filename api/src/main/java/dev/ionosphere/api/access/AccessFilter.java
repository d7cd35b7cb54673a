package dev.ionosphere.api.access;

import dev.ionosphere.api.identity.Authentication;
import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.permission.BeforeSession;
import dev.ionosphere.api.permission.DeviceOnly;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Open;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.permission.Role;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.ProblemResponses;
import dev.ionosphere.api.proxy.TrustedProxies;
import dev.ionosphere.api.ratelimit.RateLimiter;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets a request in, or refuses it. A route without {@link Needs}, {@link DeviceOnly} or {@link
 * Open} is closed to everybody. Paths without a route hold nothing to protect.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(-10)
final class AccessFilter {

  /** Of a person or an address. */
  private static final int REQUESTS_A_SECOND = 100;

  private static final int REQUESTS_AT_ONCE = 400;

  private final Authentication authentication;
  private final DeviceAdmission devices;
  private final RefusedCommands refused;
  private final TrustedProxies proxies;
  private final RateLimiter requests;

  AccessFilter(
      Authentication authentication,
      DeviceAdmission devices,
      RefusedCommands refused,
      TrustedProxies proxies,
      Clock clock) {
    this.authentication = authentication;
    this.devices = devices;
    this.refused = refused;
    this.proxies = proxies;
    this.requests =
        new RateLimiter(REQUESTS_AT_ONCE, REQUESTS_A_SECOND, Duration.ofSeconds(1), clock);
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable
  HttpResponse<?> admit(HttpRequest<?> request) throws IOException {
    Optional<RouteMatch<?>> route = RouteAttributes.getRouteMatch(request);
    if (route.isEmpty() || request.getMethod() == HttpMethod.OPTIONS) {
      return null;
    }
    AnnotationMetadata rules = route.get().getAnnotationMetadata();
    if (rules.hasAnnotation(DeviceOnly.class)) {
      return rules.hasAnnotation(BeforeSession.class)
          ? devices.admitBeforeSession(request)
          : devices.admit(request);
    }
    Optional<Requester> requester = authentication.requester(request);
    if (!requests.admit(
        requester.map(Requester::person).orElseGet(() -> "address " + proxies.address(request)))) {
      return refuse(
          request,
          ErrorCode.TOO_MANY,
          "more than " + REQUESTS_A_SECOND + " requests a second, slow down");
    }
    requester.ifPresent(person -> person.attachTo(request));
    if (rules.hasAnnotation(Open.class)) {
      return null;
    }
    if (requester.isEmpty()) {
      return anonymous(request);
    }
    Optional<Permission> needed = rules.enumValue(Needs.class, Permission.class);
    if (needed.isEmpty()) {
      return refuse(request, ErrorCode.FORBIDDEN, "nobody may call this");
    }
    if (!requester.get().may(needed.get())) {
      String reason = wrongRole(requester.get(), needed.get());
      refused.refused(request, route.get(), requester.get(), needed.get(), reason);
      return refuse(request, ErrorCode.FORBIDDEN, reason);
    }
    return crossSite(request)
        ? refuse(request, ErrorCode.FORBIDDEN, "a session works from the hub's own pages only")
        : null;
  }

  private static String wrongRole(Requester requester, Permission needed) {
    return requester.person()
        + " has role "
        + String.join(", ", requester.roleNames())
        + "; this takes "
        + String.join(" or ", Role.textsWith(needed));
  }

  private static HttpResponse<?> anonymous(HttpRequest<?> request) {
    boolean page =
        request.getMethod() == HttpMethod.GET
            && request.getHeaders().findFirst("Accept").orElse("").contains("text/html")
            && request.getHeaders().findFirst("Authorization").isEmpty();
    if (page) {
      return HttpResponse.seeOther(
          URI.create(
              "/login?next=" + URLEncoder.encode(request.getPath(), StandardCharsets.UTF_8)));
    }
    return refuse(
        request, ErrorCode.UNAUTHENTICATED, "send Authorization: Bearer and a valid token");
  }

  /** Whether a browser was led here by somebody else's page. */
  private static boolean crossSite(HttpRequest<?> request) {
    if (!HttpMethod.permitsRequestBody(request.getMethod())
        || request.getHeaders().contains("Authorization")) {
      return false;
    }
    String host = request.getHeaders().findFirst("Host").orElse("");
    return request
        .getHeaders()
        .findFirst("Origin")
        .map(origin ->
            !origin.toLowerCase(Locale.ROOT).endsWith("://" + host.toLowerCase(Locale.ROOT)))
        .orElseGet(() ->
            request
                .getHeaders()
                .findFirst("Sec-Fetch-Site")
                .map(site -> !site.equals("same-origin"))
                .orElse(true));
  }

  private static HttpResponse<?> refuse(HttpRequest<?> request, ErrorCode code, String detail) {
    return ProblemResponses.of(request, code, detail, List.of());
  }
}
