package dev.ionosphere.api.identity;

import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Open;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.problem.Required;
import dev.ionosphere.api.proxy.TrustedProxies;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;

/** Sessions for browsers, and who one is. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class LoginController {

  private final Authentication authentication;
  private final TrustedProxies proxies;

  LoginController(Authentication authentication, TrustedProxies proxies) {
    this.authentication = authentication;
    this.proxies = proxies;
  }

  @Open
  @Answers(303)
  @Post("/login")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> login(HttpRequest<?> request, @Body Credentials given) {
    Requester requester =
        authentication
            .byToken(given.token().strip())
            .filter(person -> !person.may(Permission.WORK))
            .orElseThrow(
                () -> new HubException(ErrorCode.UNAUTHENTICATED, "this token is nobody's"));
    Cookie cookie =
        Cookie.of(Authentication.COOKIE, authentication.open(requester))
            .httpOnly(true)
            .secure(proxies.isSecure(request))
            .sameSite(SameSite.Strict)
            .path("/")
            .maxAge(Authentication.sessionLength());
    return HttpResponse.seeOther(URI.create(ownPath(given.next()))).cookie(cookie);
  }

  @Open
  @Answers(303)
  @Post("/logout")
  @Consumes(MediaType.ALL)
  HttpResponse<?> logout(HttpRequest<?> request) {
    Authentication.cookie(request).ifPresent(authentication::close);
    return HttpResponse.seeOther(URI.create("/login"))
        .cookie(Cookie.of(Authentication.COOKIE, "").path("/").maxAge(0));
  }

  @Needs(Permission.READ_SELF)
  @Get("/api/v1/me")
  Me me(Requester requester) {
    return new Me(requester.person(), requester.roleNames().stream().sorted().toList());
  }

  /** Where to go after a login: never to another site. */
  private static String ownPath(@Nullable String next) {
    boolean own =
        next != null && next.matches("/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*") && !next.startsWith("//");
    return own && next != null ? next : "/";
  }

  /**
   * The form of the login page, bound as a whole: field by field, Micronaut may claim one twice.
   *
   * @param next where to go afterwards
   */
  @Introspected
  record Credentials(String token, @Nullable String next) {
    Credentials {
      Required.text("token", token);
    }
  }

  /** Who one is. */
  record Me(String person, java.util.List<String> roles) {}
}
