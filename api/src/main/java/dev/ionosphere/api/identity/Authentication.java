package dev.ionosphere.api.identity;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.permission.Role;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out who a request comes from: a bearer token, or the cookie of a logged-in browser. */
@Singleton
public final class Authentication {

  static final String COOKIE = "ion_session";
  private static final String BEARER = "Bearer ";
  private static final Duration SESSION = Duration.ofHours(12);

  private final People people;
  private final Sessions sessions;
  private final Clock clock;

  Authentication(People people, Sessions sessions, Clock clock) {
    this.people = people;
    this.sessions = sessions;
    this.clock = clock;
  }

  public Optional<Requester> requester(HttpRequest<?> request) {
    Optional<String> header = request.getHeaders().findFirst("Authorization");
    if (header.isPresent()) {
      return header
          .filter(value -> value.startsWith(BEARER))
          .flatMap(value -> byToken(value.substring(BEARER.length()).strip()));
    }
    return cookie(request).flatMap(this::bySession);
  }

  /** The value of the session cookie. */
  public static Optional<String> cookie(HttpRequest<?> request) {
    return request.getCookies().findCookie(COOKIE).map(Cookie::getValue);
  }

  Optional<Requester> byToken(String token) {
    return people.findByTokenHash(Sha256.hex(token)).map(Authentication::requester);
  }

  private Optional<Requester> bySession(String cookie) {
    return sessions
        .findById(Sha256.hex(cookie))
        .filter(session -> session.expiresAt().isAfter(clock.instant()))
        .flatMap(session -> people.findById(session.person()))
        .map(Authentication::requester);
  }

  /** Starts a session; the answer is the cookie's value. */
  String open(Requester requester) {
    String cookie = Secrets.token();
    sessions.deleteByExpiresAtBefore(clock.instant());
    sessions.save(
        new Session(Sha256.hex(cookie), requester.person(), clock.instant().plus(SESSION)));
    return cookie;
  }

  void close(String cookie) {
    sessions.deleteById(Sha256.hex(cookie));
  }

  static Duration sessionLength() {
    return SESSION;
  }

  private static Requester requester(Person person) {
    return new Requester(
        person.name(),
        person.roles().stream()
            .flatMap(text -> Role.of(text).stream())
            .collect(Collectors.toUnmodifiableSet()));
  }
}
