package dev.ionosphere.api.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Where the hub does not do what a workflow believes; see also {@link RecallTest}. */
@MicronautTest(transactional = false)
class NodeWarningsTest {

  @Inject TestingHttp http;
  @Inject TestingLives lives;

  @Test
  void whatTheHubHasNoRecordOfIsSaid() {
    String unused = lives.waiting("forgot");
    assertThat(warnings("forgot")).isEmpty();
    lives.decide("forgot");
    assertThat(warnings("forgot").get(0).asText())
        .startsWith("detect: the hub has no record of generation 1, its newest is 0");
    assertThat(http.get("viewer", "/ions/forgot").body())
        .contains("the hub has no record of generation 1");
    lives.told("forgot");
    assertThat(warnings("forgot")).isEmpty();
  }

  private JsonNode warnings(String ion) {
    return http.get("viewer", "/api/v1/ions/" + ion).json().path("warnings");
  }
}
