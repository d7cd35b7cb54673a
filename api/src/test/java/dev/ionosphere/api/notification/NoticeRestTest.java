package dev.ionosphere.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MicronautTest(transactional = false)
class NoticeRestTest {

  private static final String ROUTES = "/api/v1/notices/routes";
  private static final String MUTES = "/api/v1/notices/mutes";
  private static final String TARGET =
      "\"target\":{\"webhook\":{\"url\":\"https://hooks.example.org\",\"secret\":{\"name\":\"hook-key\"}}}";

  @Inject TestingHttp http;

  private Answer put(String person, String name, String body) {
    return http.send(person, "PUT", ROUTES + "/" + name, body, "application/json");
  }

  @Test
  void aBodyThatIsNoMapIsRefused() {
    for (String body : List.of("false", "[]", "7")) {
      assertThat(http.send("admin", "PUT", "/api/v1/notices/routes/ops", body, "application/json"))
          .as(body)
          .extracting(Answer::status)
          .isEqualTo(400);
      assertThat(http.send("operator", "POST", "/api/v1/notices/mutes", body, "application/json"))
          .as(body)
          .extracting(Answer::status)
          .isEqualTo(400);
    }
  }

  @Test
  void aRouteIsMadeWithDefaultsAndReplaced() {
    Answer made = put("admin", "ops", "{" + TARGET + "}");
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    JsonNode route = http.get("viewer", ROUTES + "/ops").json();
    assertThat(route.path("ions").asText()).isEqualTo("*");
    assertThat(route.path("topics")).hasSize(4);
    assertThat(route.path("severity").asText()).isEqualTo("warning");
    assertThat(route.path("group").asText()).isEqualTo("1m");
    assertThat(route.path("repeat").asText()).isEqualTo("4h");
    assertThat(route.at("/target/webhook/format").asText()).isEqualTo("json");
    assertThat(route.at("/target/webhook/secret/name").asText()).isEqualTo("hook-key");
    assertThat(route.path("changedBy").asText()).isEqualTo("person:admin");
    put("admin", "ops", "{\"repeat\":\"never\",\"labels\":\"site=a\"," + TARGET + "}");
    JsonNode list = http.get("viewer", ROUTES).json();
    assertThat(list.findValuesAsText("repeat")).contains("never");
    assertThat(http.send("admin", "DELETE", ROUTES + "/ops", "", "application/json").status())
        .isEqualTo(204);
    assertThat(http.get("viewer", ROUTES + "/ops").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|400|target is missing",
        "{\"ions\":\"a b!\",TARGET}|422|ions: got",
        "{\"topics\":[\"alerts\"],TARGET}|422|topics: got \"alerts\"",
        "{\"topics\":[\"test\"],TARGET}|422|topics",
        "{\"severity\":\"bad\",TARGET}|400|severity",
        "{\"group\":\"0s\",TARGET}|422|group: got \"0s\"",
        "{\"repeat\":\"soon\",TARGET}|422|repeat: got \"soon\"",
        "{\"labels\":\"a in\",TARGET}|422|labels",
        "{\"target\":{\"webhook\":{\"url\":\"ftp://a\"}}}|422|target: webhook.url",
        "{\"target\":{\"pager\":1}}|422|exactly one of"
      })
  void aWrongRouteIsRefusedByName(String body, int status, String said) {
    Answer answer = put("admin", "wrong", body.replace("TARGET", TARGET));
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).contains(said);
  }

  @Test
  void aMuteIsMadeAndEnded() {
    Answer made =
        http.post("operator", MUTES, "{\"ions\":\"pump-*\",\"lasts\":\"2h\",\"reason\":\"works\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(made.json().path("mutedBy").asText()).isEqualTo("person:operator");
    String id = made.json().path("id").asText();
    assertThat(http.get("viewer", MUTES).json().findValuesAsText("id")).contains(id);
    assertThat(http.send("operator", "DELETE", MUTES + "/" + id, "", "application/json").status())
        .isEqualTo(204);
    assertThat(http.send("operator", "DELETE", MUTES + "/" + id, "", "application/json").status())
        .isEqualTo(404);
  }

  @Test
  void aMuteNeedsAReasonAndOneEnd() {
    assertThat(http.post("operator", MUTES, "{\"lasts\":\"2h\"}").status()).isEqualTo(400);
    for (String end :
        List.of(
            "",
            ",\"lasts\":\"2h\",\"until\":\"2999-01-01T00:00:00Z\"",
            ",\"until\":\"2999-01-01T00:00:00Z\"",
            ",\"until\":\"2001-01-01T00:00:00Z\"",
            ",\"lasts\":\"400d\"")) {
      assertThat(http.post("operator", MUTES, "{\"reason\":\"x\"" + end + "}").status())
          .as(end)
          .isEqualTo(422);
    }
  }

  @Test
  void aTestIsSentAndListed() {
    put("admin", "tried", "{" + TARGET + "}");
    Answer tried = http.post("operator", ROUTES + "/tried/test", "");
    assertThat(tried.status()).as(tried.body()).isEqualTo(200);
    assertThat(tried.json().path("state").asText()).isEqualTo("delivered");
    JsonNode list = http.get("viewer", "/api/v1/notices/deliveries?route=tried").json();
    assertThat(list.at("/items/0/delivery")).isEqualTo(tried.json().path("delivery"));
    assertThat(list.at("/items/0/temporal").asText()).contains("notice%3Atried%3A");
    assertThat(http.get("viewer", "/api/v1/notices/deliveries?state=lost").status()).isEqualTo(400);
    assertThat(http.get("viewer", "/api/v1/notices/deliveries?state=refused").json().path("items"))
        .isEmpty();
  }

  @Test
  void onlyWhoMayRoutesMutesAndTries() {
    put("admin", "guarded", "{" + TARGET + "}");
    assertThat(put("operator", "guarded", "{" + TARGET + "}").status()).isEqualTo(403);
    for (String person : List.of("viewer", "approver", "scientist")) {
      assertThat(http.post(person, ROUTES + "/guarded/test", "").status()).isEqualTo(403);
      assertThat(http.post(person, MUTES, "{\"lasts\":\"2h\",\"reason\":\"x\"}").status())
          .isEqualTo(403);
    }
  }
}
