package dev.ionosphere.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.spec.ion.DeviceSelector;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class DevicesTest {

  @Inject TestingHttp http;

  @Test
  void tokenIsGoodForOneDeviceOnce() {
    String token = token("engine-1");
    assertThat(new TestingDevice(http, "engine-9").enrol(token).status()).isEqualTo(401);
    TestingDevice engine = new TestingDevice(http, "engine-1");
    Answer enrolled = engine.enrol(token);
    assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(200);
    assertThat(enrolled.json().path("trustedKeys")).hasSize(1);
    assertThat(enrolled.json().path("temporalNamespace").asText()).isEqualTo("default");
    assertThat(engine.enrol(token).status()).as("its answer may have got lost").isEqualTo(200);
    assertThat(new TestingDevice(http, "engine-1").enrol(token).status())
        .as("another key")
        .isEqualTo(401);
    Answer device = http.get("viewer", "/api/v1/devices/engine-1");
    assertThat(device.json().path("labels").path("role").asText()).isEqualTo("engine");
    assertThat(http.get("service", "/internal/v1/devices?selector=role%3Dengine").body())
        .contains("engine-1");
    assertThat(http.get("viewer", "/api/v1/devices?selector=role%3Dnone").json().path("items"))
        .isEmpty();
  }

  @Test
  void aLabelThatASelectorCanNameIsTaken() {
    String key = "fleet." + "a".repeat(60) + ".example.org/site";
    String body = "{\"device\":\"labelled\",\"labels\":{\"%s\":\"a_b.c\"}}".formatted(key);
    assertThat(DeviceSelector.parse(key + "=a_b.c").text()).startsWith(key);
    assertThat(http.post("operator", "/api/v1/devices/tokens", body).status()).isLessThan(300);
  }

  @Test
  void badNamesLabelsAndKeysAreRefused() {
    for (String body :
        new String[] {
          "{\"device\":\"../etc\"}",
          "{\"device\":\"UPPER\"}",
          "{\"device\":\"\"}",
          "{\"device\":\"a\",\"labels\":{\"x y\":\"1\"}}",
          "{\"device\":\"a\",\"labels\":{\"site/\":\"1\"}}",
          "{\"device\":\"a\",\"labels\":{\"site\":\"-\"}}",
          "{\"device\":\"a\",\"labels\":{\"site\":null}}",
          "{\"device\":\"a\",\"expiresAfter\":\"P400D\"}",
          "{\"device\":\"a\",\"expiresAfter\":\"-PT1H\"}"
        }) {
      assertThat(http.post("operator", "/api/v1/devices/tokens", body).status())
          .as(body)
          .isIn(400, 422);
    }
    Answer answer =
        http.post(
            "",
            "/api/v1/devices/enrol",
            "{\"token\":\"x\",\"device\":\"a\",\"publicKey\":\"nokey\",\"architecture\":\"x\","
                + "\"memoryMb\":1,\"agentVersion\":\"1\"}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(http.post("viewer", "/api/v1/devices/tokens", "{\"device\":\"a\"}").status())
        .isEqualTo(403);
  }

  @Test
  void blobsComeInRanges() {
    TestingDevice device = new TestingDevice(http, "ranger").enrolled("{}");
    String path = "/edge/v1/blobs/" + blob("0123456789");
    Answer middle = device.call("GET", path, "", Map.of("Range", "bytes=2-5"));
    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo("2345");
    assertThat(middle.headers()).containsEntry("content-range", "bytes 2-5/10");
    assertThat(device.call("GET", path, "", Map.of("Range", "bytes=7-")).body()).isEqualTo("789");
    assertThat(device.call("GET", path, "", Map.of("Range", "bytes=-3")).body()).isEqualTo("789");
    assertThat(device.call("GET", path, "", Map.of("Range", "bytes=10-")).status()).isEqualTo(416);
    String none = "/edge/v1/blobs/" + "0".repeat(64);
    assertThat(device.call("GET", none, "", Map.of()).status()).isEqualTo(404);
    assertThat(device.call("GET", "/edge/v1/blobs/x", "", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void blobMustBeWhatItsNameSays() {
    String name = Digest.of("other".getBytes(StandardCharsets.UTF_8)).hex();
    assertThat(put(name, "content").status()).isEqualTo(422);
    assertThat(head(name).status()).isEqualTo(404);
    String right = Digest.of("content".getBytes(StandardCharsets.UTF_8)).hex();
    assertThat(put(right, "content").status()).isEqualTo(201);
    assertThat(put(right, "content").status()).isEqualTo(200);
    assertThat(head(right).status()).isEqualTo(200);
    assertThat(head(right).headers()).containsEntry("content-length", "7");
  }

  @Test
  void blobMayBeLargerThanOtherBodies() {
    String content = "x".repeat(5_000_000);
    assertThat(put(Digest.of(content.getBytes(StandardCharsets.UTF_8)).hex(), content).status())
        .isEqualTo(201);
    assertThat(put(Digest.of(content.getBytes(StandardCharsets.UTF_8)).hex(), content).status())
        .isEqualTo(200);
  }

  private String token(String device) {
    Answer answer =
        http.post(
            "operator",
            "/api/v1/devices/tokens",
            "{\"device\":\"%s\",\"labels\":{\"role\":\"engine\"},\"expiresAfter\":\"PT1H\"}"
                .formatted(device));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("token").asText();
  }

  private String blob(String content) {
    String name = Digest.of(content.getBytes(StandardCharsets.UTF_8)).hex();
    assertThat(put(name, content).status()).isIn(200, 201);
    return name;
  }

  private Answer put(String name, String content) {
    return http.send(
        "service", "PUT", "/internal/v1/blobs/" + name, content, "application/octet-stream");
  }

  private Answer head(String name) {
    return http.send(
        "HEAD",
        "/internal/v1/blobs/" + name,
        Map.of("Authorization", "Bearer " + http.token("service")),
        HttpRequest.BodyPublishers.noBody());
  }
}
