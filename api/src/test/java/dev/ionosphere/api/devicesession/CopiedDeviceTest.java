package dev.ionosphere.api.devicesession;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A device whose disk was copied: two agents with one name, key and enrolment. */
@MicronautTest(transactional = false)
class CopiedDeviceTest {

  private static final String TIME = "/edge/v1/time?nonce=nonce-of-a-device";

  @Inject TestingHttp http;

  @Test
  void twoAgentsOfOneNameAreAnAlertThatNamesIt() {
    TestingDevice device = new TestingDevice(http, "copied").enrolled("{}");
    TestingDevice copy = device.copied();
    for (int turn = 0; turn <= Alternation.TWO_AGENTS; turn++) {
      assertThat(alerts()).as("not at once").noneMatch(alert -> alert.contains("device copied:"));
      call(device);
      call(copy);
    }
    assertThat(alerts())
        .filteredOn(alert -> alert.contains("device copied:"))
        .singleElement()
        .asString()
        .contains("two agents call with its key", "was its directory or its disk copied?");
    call(device);
    call(copy);
    assertThat(alerts()).filteredOn(alert -> alert.contains("device copied:")).hasSize(1);
  }

  @Test
  void anAgentThatOpensSessionsIsNoTwin() {
    TestingDevice device = new TestingDevice(http, "alone").enrolled("{}");
    for (int turn = 0; turn < 2 * Alternation.TWO_AGENTS; turn++) {
      if (turn % 4 == 0) {
        assertThat(device.open().status()).isEqualTo(200);
      }
      call(device);
    }
    assertThat(alerts()).noneMatch(alert -> alert.contains("device alone:"));
  }

  private static void call(TestingDevice device) {
    assertThat(device.call("GET", TIME, "", Map.of()).status()).isEqualTo(200);
  }

  private List<String> alerts() {
    List<String> messages = new ArrayList<>();
    for (JsonNode alert : http.get("viewer", "/api/v1/alerts?limit=500").json().path("items")) {
      if (alert.path("kind").asText().equals("device-twice")) {
        messages.add(alert.path("message").asText());
      }
    }
    return messages;
  }
}
