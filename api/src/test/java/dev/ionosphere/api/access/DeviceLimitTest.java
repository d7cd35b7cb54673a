package dev.ionosphere.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One device that calls without end takes nothing from the others. */
@MicronautTest(transactional = false)
class DeviceLimitTest {

  private static final String PATH = "/edge/v1/blobs/" + "0".repeat(64);

  @Inject TestingHttp http;

  @Test
  void aDeviceThatDoesNotStopIsToldWhenToComeAgain() {
    TestingDevice busy = new TestingDevice(http, "busy").enrolled("{}");
    TestingDevice calm = new TestingDevice(http, "calm").enrolled("{}");
    Answer answer = busy.call("GET", PATH, "", Map.of());
    for (int i = 0; i < 20_000 && answer.status() != 429; i++) {
      answer = busy.call("GET", PATH, "", Map.of());
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers()).containsEntry("retry-after", "10");
    assertThat(answer.json().path("code").asText()).isEqualTo("too-many");
    assertThat(answer.json().path("detail").asText()).contains("device busy");
    assertThat(calm.call("GET", PATH, "", Map.of()).status()).isEqualTo(404);
  }
}
