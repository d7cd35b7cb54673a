package dev.ionosphere.api.devicesession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.models.session.ExchangeKey;
import dev.ionosphere.models.session.SessionOffer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Sessions as devices open, use and lose them. */
@MicronautTest(transactional = false)
class DeviceSessionsTest {

  private static final String TIME = "/edge/v1/time?nonce=nonce-of-a-device";

  @Inject TestingHttp http;
  @Inject EmbeddedServer server;
  @Inject OpenSessions sessions;

  @Test
  void aDeviceProvesItsKeyOverANonceOnce() {
    TestingDevice device = new TestingDevice(http, "opens").enrolled("{}");
    SessionOffer offer = offer(device, "opens", 1, nonce());
    Answer opened = device.open(offer);
    assertThat(opened.status()).as(opened.body()).isEqualTo(200);
    assertThat(opened.headers()).containsEntry("cache-control", "no-store");
    assertThat(opened.json().path("roots")).isEmpty();
    refused(device.open(offer), 401, "nonce-unknown");
    refused(device.open(offer(device, "opens", 1, "a-nonce-of-another-hub")), 401, "nonce-unknown");
  }

  @Test
  void nobodyElseOpensASessionForIt() {
    TestingDevice device = new TestingDevice(http, "guarded").enrolled("{}");
    TestingDevice other = new TestingDevice(http, "guarded-2").enrolled("{}");
    refused(other.open(offer(other, "guarded", 1, nonce())), 401, "signature-wrong");
    Answer none = other.open(offer(other, "never-enrolled", 1, nonce()));
    refused(none, 401, "signature-wrong");
    assertThat(none.headers().get("www-authenticate"))
        .isEqualTo("Signature realm=\"ionosphere\", error=\"signature-wrong\"");
    refused(device.open(offer(device, "guarded", 2, nonce())), 409, "conflict");
    SessionOffer right = offer(device, "guarded", 1, nonce());
    SessionOffer elsewhere =
        new SessionOffer("another-hub", "guarded", 1, right.nonce(), right.key(), 1);
    refused(device.open(elsewhere), 409, "conflict");
    assertThat(device.open(right).status()).as("none of them spent the nonce").isEqualTo(200);
  }

  /** The hub was restored from before the director was rotated: its answer would prove nothing. */
  @Test
  void aDeviceThatBelievesALaterRootIsAQuestionToAPerson() {
    TestingDevice device = new TestingDevice(http, "later").enrolled("{}");
    SessionOffer right = offer(device, "later", 1, nonce());
    SessionOffer later = new SessionOffer(right.hub(), "later", 1, right.nonce(), right.key(), 9);
    Answer answer = device.open(later);
    refused(answer, 409, "conflict");
    assertThat(answer.json().path("detail").asText())
        .contains("device later believes root 9", "was it restored from a backup?");
    assertThat(http.get("viewer", "/api/v1/devices/later").json().at("/held/conflict").asText())
        .isEqualTo("other-root");
  }

  @Test
  void anOfferThatIsSentAgainCostsItsDeviceNothing() {
    TestingDevice device = new TestingDevice(http, "recorded").enrolled("{}");
    SessionOffer offer = offer(device, "recorded", 1, nonce());
    assertThat(device.open(offer).status()).isEqualTo(200);
    for (int again = 0; again < 30; again++) {
      refused(device.open(offer), 401, "nonce-unknown");
    }
    assertThat(device.open(offer(device, "recorded", 1, nonce())).status()).isEqualTo(200);
  }

  @Test
  void anOfferThatIsNoneIsRefusedInOneSentence() {
    for (String body :
        List.of(
            "",
            "{}",
            "[]",
            "7",
            "null",
            "{\"hub\":\"h\",\"device\":\"d\",\"incarnation\":1,\"nonce\":\"0123456789abcdef\",\"key\":\"AAAA\",\"root\":1,\"signature\":\"x\"}",
            "{\"hub\":\"h\",\"device\":\"d\",\"incarnation\":-1,\"nonce\":\"0123456789abcdef\",\"key\":\"AAAA\",\"root\":1,\"signature\":\"x\"}",
            "{\"hub\":\"h\",\"device\":\"d\\n\",\"incarnation\":1,\"nonce\":\"n\",\"key\":\"AAAA\",\"root\":0,\"signature\":\"x\"}")) {
      refused(http.post("", "/edge/v1/session", body), 400, "malformed");
    }
  }

  @Test
  void requestsMayOverlapAndOvertakeEachOther()
      throws IOException, InterruptedException, ExecutionException {
    TestingDevice device = new TestingDevice(http, "overtakes").enrolled("{}");
    assertThat(device.open().status()).isEqualTo(200);
    List<TestingRequest> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      requests.add(TestingRequest.of(device, "GET", TIME, "", http.authority()));
    }
    Collections.shuffle(requests, new Random(3));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (TestingRequest request : requests) {
        answers.add(threads.submit(() -> request.send(server.getURI()).status()));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    for (TestingRequest request : requests) {
      assertThat(request.send(server.getURI()).code()).isEqualTo("replayed");
    }
  }

  @Test
  void ofManyCopiesOfOneRequestOneIsTaken() throws InterruptedException, ExecutionException {
    TestingDevice device = new TestingDevice(http, "copied").enrolled("{}");
    assertThat(device.open().status()).isEqualTo(200);
    TestingRequest one = TestingRequest.of(device, "GET", TIME, "", http.authority());
    int taken = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        answers.add(threads.submit(() -> one.send(server.getURI()).status()));
      }
      for (Future<Integer> answer : answers) {
        taken += answer.get() == 200 ? 1 : 0;
      }
    }
    assertThat(taken).isEqualTo(1);
  }

  @Test
  void aHubThatWasStartedAgainKnowsNoneAndSaysSo() throws IOException {
    TestingDevice device = new TestingDevice(http, "restarted").enrolled("{}");
    assertThat(device.open().status()).isEqualTo(200);
    TestingRequest request = TestingRequest.of(device, "GET", TIME, "", http.authority());
    String input = request.value(TestingRequest.INPUT);
    String session = input.replaceAll(".*keyid=\"([^\"]+)\".*", "$1");
    sessions.end(sessions.find(session).orElseThrow());
    TestingRequest.Came came = request.send(server.getURI());
    assertThat(came.code()).isEqualTo("session-unknown");
    assertThat(came.detail()).contains(session, "open another, POST /edge/v1/session");
    assertThat(device.call("GET", TIME, "", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void aRevocationEndsItAtOnceAndForGood() throws IOException {
    TestingDevice device = new TestingDevice(http, "ended").enrolled("{}");
    assertThat(device.call("GET", TIME, "", Map.of()).status()).isEqualTo(200);
    TestingRequest first = TestingRequest.of(device, "GET", TIME, "", http.authority());
    TestingRequest second = TestingRequest.of(device, "GET", TIME, "", http.authority());
    http.post("operator", "/api/v1/devices/ended/revoke", "{\"reason\":\"stolen\"}");
    assertThat(first.send(server.getURI()).code()).isEqualTo("device-revoked");
    assertThat(second.send(server.getURI()).code()).isEqualTo("session-unknown");
    refused(device.open(), 403, "device-revoked");
    assertThat(device.enrol(device.token("null", true)).status()).isEqualTo(200);
    assertThat(second.send(server.getURI()).code()).as("the old one").isEqualTo("session-unknown");
    assertThat(device.call("GET", TIME, "", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void anotherEnrolmentEndsIt() throws IOException {
    TestingDevice device = new TestingDevice(http, "again").enrolled("{}");
    assertThat(device.open().status()).isEqualTo(200);
    TestingRequest before = TestingRequest.of(device, "GET", TIME, "", http.authority());
    TestingDevice next = new TestingDevice(http, "again");
    assertThat(next.enrol(next.token("null", true)).status()).isEqualTo(200);
    TestingRequest.Came came = before.send(server.getURI());
    assertThat(came.code()).isEqualTo("session-unknown");
    assertThat(came.detail()).contains("device again was enrolled again");
    assertThat(next.call("GET", TIME, "", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void oneThatAsksForSessionsWithoutEndIsSlowedDownAlone() {
    TestingDevice device = new TestingDevice(http, "greedy").enrolled("{}");
    TestingDevice calm = new TestingDevice(http, "calm-too").enrolled("{}");
    Answer answer = device.open();
    for (int i = 0; i < 200 && answer.status() == 200; i++) {
      answer = device.open();
    }
    refused(answer, 429, "too-many");
    assertThat(calm.open().status()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLargeIsStillThat() {
    TestingDevice device = new TestingDevice(http, "large").enrolled("{}");
    String body = "{\"device\":\"large\",\"x\":\"" + "x".repeat(1 << 21) + "\"}";
    assertThat(device.call("POST", "/edge/v1/reports", body, Map.of()).status()).isEqualTo(413);
    assertThat(device.call("GET", TIME, "", Map.of()).status()).isEqualTo(200);
  }

  /** One that was enrolled before there were roots opens no session without it. */
  @Test
  void theFirstRootNeedsNoSession() {
    Answer root = http.get("", "/edge/v1/root");
    assertThat(root.status()).isEqualTo(200);
    assertThat(root.json().path("payloadType").asText())
        .isEqualTo("application/vnd.ionosphere.root.v1+json");
    for (String path : List.of(TIME, "/edge/v1/state", "/edge/v1/blobs/" + "0".repeat(64))) {
      refused(http.get("", path), 401, "unsigned");
    }
  }

  private SessionOffer offer(TestingDevice device, String name, long incarnation, String nonce) {
    return new SessionOffer(
        device.trusted().root().hub(),
        name,
        incarnation,
        nonce,
        ExchangeKey.create().publicKey(),
        1);
  }

  private String nonce() {
    return http.get("", "/edge/v1/session/nonce").json().path("nonce").asText();
  }

  private static void refused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
    assertThat(answer.json().path("detail").asText()).isNotBlank().hasSizeLessThan(400);
  }
}
