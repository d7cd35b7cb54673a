package dev.ionosphere.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.permission.DeviceOnly;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Open;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.permission.Role;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class AccessTest {

  @Inject TestingHttp http;
  @Inject Router router;

  @Test
  void everyRouteSaysWhoMayCallIt() {
    List<String> silent =
        router
            .uriRoutes()
            .filter(route -> route.getDeclaringType().getPackageName().startsWith("dev.ionosphere"))
            .filter(route ->
                !route.getAnnotationMetadata().hasAnnotation(Needs.class)
                    && !route.getAnnotationMetadata().hasAnnotation(DeviceOnly.class)
                    && !route.getAnnotationMetadata().hasAnnotation(Open.class))
            .map(UriRouteInfo::toString)
            .toList();
    assertThat(silent).isEmpty();
  }

  @Test
  void noRouteThatChangesTakesAViewer() {
    Set<String> loose =
        router
            .uriRoutes()
            .filter(route -> route.getDeclaringType().getPackageName().startsWith("dev.ionosphere"))
            .filter(route -> !Set.of("GET", "HEAD", "OPTIONS").contains(route.getHttpMethodName()))
            .filter(route ->
                route.getAnnotationMetadata().enumValue(Needs.class, Permission.class).stream()
                    .anyMatch(Role.VIEWER::may))
            .map(UriRouteInfo::toString)
            .collect(Collectors.toSet());
    // It reads what is sent, and keeps nothing of it.
    assertThat(loose)
        .singleElement()
        .asString()
        .startsWith("POST /api/v1/timeline-exports/verify ");
  }

  @Test
  void everyPermissionIsSomebodys() {
    assertThat(Permission.values())
        .allSatisfy(permission -> assertThat(Role.textsWith(permission)).isNotEmpty());
    assertThat(Role.ADMIN.may(Permission.WORK)).isFalse();
    assertThat(Role.SERVICE.may(Permission.READ)).isFalse();
  }

  @Test
  void nobodyGetsInWithoutToken() {
    Answer answer = http.get("", "/api/v1/ions");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().get("content-type")).startsWith("application/problem+json");
    assertThat(answer.json().path("code").asText()).isEqualTo("unauthenticated");
  }

  @Test
  void wrongTokenIsNobodys() {
    Answer answer =
        http.send(
            "GET",
            "/api/v1/ions",
            Map.of("Authorization", "Bearer x".repeat(3)),
            HttpRequest.BodyPublishers.noBody());
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void viewerMayLookButNotTouch() {
    assertThat(http.get("viewer", "/api/v1/ions").status()).isEqualTo(200);
    Answer answer = http.post("viewer", "/api/v1/ions/turbofan/launch", "");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("viewer has role viewer; this takes admin or operator");
  }

  /** By its answer to a body that is none: whoever may hears what is wrong with it. */
  @Test
  void whoMayStopRecallProposeAndOverrule() {
    Map<String, Set<String>> allowed =
        Map.of(
            "/api/v1/ions/nothing/withdraw", Set.of("operator", "admin"),
            "/api/v1/models/sha256:none/recall", Set.of("operator", "approver", "admin"),
            "/api/v1/keys/orders/proposals", Set.of("admin"),
            "/api/v1/keys/orders/roots", Set.of("admin"),
            "/api/v1/orders/conflicts/overrule", Set.of("operator", "admin"));
    allowed.forEach((path, people) -> {
      assertThat(http.post("", path, "[]").status()).as("nobody " + path).isEqualTo(401);
      for (String person :
          List.of("viewer", "scientist", "operator", "approver", "admin", "service")) {
        assertThat(http.post(person, path, "[]").status() != 403)
            .as(person + " " + path)
            .isEqualTo(people.contains(person));
      }
    });
  }

  @Test
  void peopleAreNoWorkersAndWorkersNoPeople() {
    assertThat(http.get("admin", "/internal/v1/devices?selector=a").status()).isEqualTo(403);
    assertThat(http.get("service", "/internal/v1/devices?selector=a").status()).isEqualTo(200);
    assertThat(http.get("service", "/api/v1/ions").status()).isEqualTo(403);
  }

  @Test
  void healthIsOpenAndMetricsAreNot() {
    assertThat(http.get("", "/health").json().path("status").asText()).isEqualTo("UP");
    assertThat(http.get("", "/metrics").status()).isEqualTo(401);
    assertThat(http.get("viewer", "/metrics").body())
        .contains(
            "jvm_memory_used_bytes",
            "ionosphere_approvals_pending",
            "ionosphere_devices_spooled",
            "ionosphere_alerts_open");
  }

  @Test
  void managementIsClosed() {
    for (String path : List.of("/beans", "/env", "/loggers", "/stop", "/refresh", "/routes")) {
      assertThat(http.get("admin", path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void sessionWorksFromOwnPagesOnly() {
    String cookie = login();
    Map<String, String> own = Map.of("Cookie", cookie);
    assertThat(send("GET", "/api/v1/me", own).json().path("person").asText()).isEqualTo("operator");
    String launch = "/api/v1/ions/nothing/launch";
    assertThat(send("POST", launch, own).status()).isEqualTo(403);
    assertThat(send("POST", launch, with(cookie, "Origin", "http://evil.example")).status())
        .isEqualTo(403);
    assertThat(send("POST", launch, with(cookie, "Sec-Fetch-Site", "same-origin")).status())
        .isEqualTo(404);
  }

  @Test
  void loggedOutSessionIsDead() {
    String cookie = login();
    send("POST", "/logout", Map.of("Cookie", cookie));
    assertThat(send("GET", "/api/v1/me", Map.of("Cookie", cookie)).status()).isEqualTo(401);
  }

  @Test
  void loginTakesTheFormOnly() {
    assertThat(http.post("", "/login", "false").status()).isEqualTo(415);
    assertThat(http.post("", "/login", "{\"token\":\"x\"}").status()).isEqualTo(415);
  }

  @Test
  void loginNeverLeadsToAnotherSite() {
    assertThat(location("//evil.example/x")).isEqualTo("/");
    assertThat(location("https://evil.example")).isEqualTo("/");
    assertThat(location("/ions/turbofan")).isEqualTo("/ions/turbofan");
  }

  private String location(String next) {
    return loginAnswer(next).headers().get("location");
  }

  private String login() {
    String cookie = loginAnswer("/").headers().get("set-cookie");
    assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private Answer loginAnswer(String next) {
    return http.send(
        "POST",
        "/login",
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        HttpRequest.BodyPublishers.ofString(
            "token="
                + http.token("operator")
                + "&next="
                + URLEncoder.encode(next, StandardCharsets.UTF_8)));
  }

  private static Map<String, String> with(String cookie, String name, String value) {
    return Map.of("Cookie", cookie, name, value);
  }

  private Answer send(String method, String path, Map<String, String> headers) {
    return http.send(method, path, headers, HttpRequest.BodyPublishers.noBody());
  }
}
