package dev.ionosphere.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.digest.Sha256;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class PeopleTest {

  private static final String PEOPLE = "/api/v1/people";

  @Inject TestingHttp http;
  @Inject Authentication authentication;
  @Inject People people;
  @Inject UserDirectory residents;

  @Test
  void aPersonGetsATokenOnceAndHasTheRoles() {
    JsonNode made = add("ann", "\"data-scientist\",\"approver\"").json();
    Answer me = as(made.path("token").asText(), "GET", "/api/v1/me");
    assertThat(me.json().path("person").asText()).isEqualTo("ann");
    assertThat(me.json().path("roles")).hasSize(2);
    assertThat(http.get("admin", PEOPLE).body())
        .contains("\"ann\"")
        .doesNotContain(made.path("token").asText())
        .doesNotContain("token");
  }

  @Test
  void aRemovedPersonIsNobody() {
    String token = add("bob", "\"viewer\"").json().path("token").asText();
    assertThat(remove("bob").status()).isEqualTo(204);
    assertThat(as(token, "GET", "/api/v1/me").status()).isEqualTo(401);
    assertThat(remove("bob").status()).isEqualTo(404);
  }

  @Test
  void aSessionEndsWithItsPerson() {
    String token = token(add("cid", "\"viewer\""));
    String cookie = authentication.open(authentication.byToken(token).orElseThrow());
    assertThat(withCookie(cookie).status()).isEqualTo(200);
    remove("cid");
    add("cid", "\"admin\"");
    assertThat(withCookie(cookie).status()).as("another cid").isEqualTo(401);
  }

  @Test
  void aSessionEndsWithTheTokenItCameFrom() {
    String first = token(add("dee", "\"viewer\""));
    String cookie = authentication.open(authentication.byToken(first).orElseThrow());
    Person dee = people.findById("dee").orElseThrow();
    residents.update(new Person("dee", dee.roles(), Sha256.hex("new"), dee.createdAt()));
    assertThat(withCookie(cookie).status()).isEqualTo(401);
    assertThat(as("new", "GET", "/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void onlyAdminsMayAndFirstUsersStay() {
    assertThat(http.get("operator", PEOPLE).status()).isEqualTo(403);
    assertThat(http.post("approver", PEOPLE, "{\"name\":\"eve\",\"roles\":[\"admin\"]}").status())
        .isEqualTo(403);
    assertThat(remove("admin").status()).isEqualTo(409);
    assertThat(add("operator", "\"viewer\"").status()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({
    "Ann, viewer, 422, name",
    "../x, viewer, 422, name",
    "carl, service, 422, allowed are viewer",
    "carl, king, 422, allowed are viewer",
  })
  void whatIsWrongIsNamed(String name, String role, int status, String says) {
    Answer answer = add(name, "\"" + role + "\"");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).contains(says);
  }

  @Test
  void rolesMustBeSaid() {
    assertThat(http.post("admin", PEOPLE, "{\"name\":\"dora\"}").status()).isEqualTo(400);
    assertThat(add("dora", "").status()).isEqualTo(400);
  }

  private Answer add(String name, String roles) {
    return http.post("admin", PEOPLE, "{\"name\":\"%s\",\"roles\":[%s]}".formatted(name, roles));
  }

  private static String token(Answer made) {
    return made.json().path("token").asText();
  }

  private Answer withCookie(String cookie) {
    return http.send(
        "GET",
        "/api/v1/me",
        Map.of("Cookie", Authentication.COOKIE + "=" + cookie),
        HttpRequest.BodyPublishers.noBody());
  }

  private Answer remove(String name) {
    return as(http.token("admin"), "DELETE", PEOPLE + "/" + name);
  }

  private Answer as(String token, String method, String path) {
    return http.send(
        method,
        path,
        Map.of("Authorization", "Bearer " + token),
        HttpRequest.BodyPublishers.noBody());
  }
}
