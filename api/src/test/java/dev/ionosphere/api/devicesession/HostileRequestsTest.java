package dev.ionosphere.api.devicesession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.devicesession.TestingRequest.Came;
import dev.ionosphere.models.request.ContentDigest;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody on the way, or another device, makes of a good report. Each is refused with a code
 * that says why, and spends nothing of the device: the very request it was made of is taken after
 * it.
 */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

  private static final String TARGET = "/edge/v1/reports?by=test";
  private static final String REPORT =
      "{\"device\":\"%s\",\"incarnation\":1,\"sent\":\"2026-03-01T10:00:00Z\",\"spoolDepth\":%d,\"actual\":[],\"records\":[]}";

  @Inject TestingHttp http;
  @Inject EmbeddedServer server;
  private TestingDevice device;
  private TestingDevice other;

  /** What becomes of a request of the device. */
  @FunctionalInterface
  interface Attack {
    TestingRequest on(TestingRequest good, HostileRequestsTest hub) throws IOException;
  }

  private static Arguments attack(String name, String code, String said, Attack attack) {
    return Arguments.of(name, code, said, attack);
  }

  static Stream<Arguments> attacks() {
    return Stream.of(
        attack(
            "no signature at all",
            "unsigned",
            "update the agent",
            (good, hub) -> hub.bare().and("X-Any", "thing")),
        attack(
            "the token of an agent before 0.3.0",
            "unsigned",
            "update the agent",
            (good, hub) -> hub.bare().and("Authorization", "Device eyJhbGciOiJFZERTQSJ9.e30.c2ln")),
        attack(
            "a person's token",
            "unsigned",
            "not signed",
            (good, hub) -> hub.bare().and("Authorization", "Bearer " + hub.http.token("admin"))),
        attack(
            "no Signature",
            "signature-malformed",
            "Signature: got 0 of them",
            (good, hub) -> good.without(TestingRequest.SIGNATURE)),
        attack(
            "no Signature-Input",
            "signature-malformed",
            "Signature-Input: got 0",
            (good, hub) -> good.without(TestingRequest.INPUT)),
        attack(
            "no Content-Digest",
            "signature-malformed",
            "Content-Digest: got 0",
            (good, hub) -> good.without(TestingRequest.DIGEST)),
        attack(
            "two Signatures",
            "signature-malformed",
            "Signature: got 2 of them",
            (good, hub) -> good.twice(TestingRequest.SIGNATURE)),
        attack(
            "two Signature-Inputs",
            "signature-malformed",
            "Signature-Input: got 2",
            (good, hub) -> good.twice(TestingRequest.INPUT)),
        attack(
            "two Content-Digests",
            "signature-malformed",
            "Content-Digest: got 2",
            (good, hub) -> good.twice(TestingRequest.DIGEST)),
        attack(
            "two in one Signature",
            "signature-malformed",
            "Signature: got",
            (good, hub) -> good.change(TestingRequest.SIGNATURE, one -> one + ", " + one)),
        attack(
            "two hosts",
            "signature-malformed",
            "Host: got 2 of them",
            (good, hub) -> good.twice("Host")),
        attack(
            "a truncated signature",
            "signature-malformed",
            "Signature: got 47",
            (good, hub) ->
                good.change(TestingRequest.SIGNATURE, all -> all.substring(0, 46) + ":")),
        attack(
            "a signature of nothing",
            "signature-malformed",
            "Signature: got 6",
            (good, hub) -> good.change(TestingRequest.SIGNATURE, all -> "ion=::")),
        attack(
            "a signature of zeros",
            "signature-wrong",
            "did not sign POST",
            (good, hub) ->
                good.change(TestingRequest.SIGNATURE, all -> "ion=:" + "A".repeat(43) + "=:")),
        attack(
            "one bit of the signature",
            "signature-wrong",
            "did not sign POST",
            (good, hub) -> good.change(TestingRequest.SIGNATURE, HostileRequestsTest::oneBit)),
        attack(
            "a component left out",
            "signature-malformed",
            "component 5: got nothing",
            (good, hub) ->
                good.change(TestingRequest.INPUT, all -> all.replace(" \"content-digest\"", ""))),
        attack(
            "a component more",
            "signature-malformed",
            "component 6: got \"date\"",
            (good, hub) ->
                good.change(
                    TestingRequest.INPUT, all -> all.replace("digest\")", "digest\" \"date\")"))),
        attack(
            "another algorithm",
            "signature-malformed",
            "alg: got none",
            (good, hub) ->
                good.change(TestingRequest.INPUT, all -> all.replace("hmac-sha256", "none"))),
        attack(
            "a date",
            "signature-malformed",
            "parameter created",
            (good, hub) ->
                good.change(
                    TestingRequest.INPUT, all -> all.replace(";nonce", ";created=1;nonce"))),
        attack(
            "another name of the signature",
            "signature-malformed",
            "signature sig",
            (good, hub) -> good.change(TestingRequest.INPUT, all -> all.replace("ion=", "sig="))),
        attack(
            "another number",
            "signature-wrong",
            "did not sign",
            (good, hub) ->
                good.change(TestingRequest.INPUT, all -> all.replace("nonce=\"", "nonce=\"9"))),
        attack(
            "number 0",
            "signature-malformed",
            "nonce: got 0",
            (good, hub) ->
                good.change(
                    TestingRequest.INPUT, all -> all.replaceAll("nonce=\"[0-9]+", "nonce=\"0"))),
        attack(
            "an enormous Signature-Input",
            "signature-malformed",
            "at most 512",
            (good, hub) ->
                good.change(TestingRequest.INPUT, all -> all + ";x=\"" + "a".repeat(6_000) + "\"")),
        attack(
            "an enormous Signature",
            "signature-malformed",
            "Signature: got 60",
            (good, hub) ->
                good.change(TestingRequest.SIGNATURE, all -> "ion=:" + "A".repeat(6_000) + ":")),
        attack(
            "a session nobody opened",
            "session-unknown",
            "is not known here",
            (good, hub) ->
                good.change(
                    TestingRequest.INPUT,
                    all -> all.replaceAll("keyid=\"[^\"]+", "keyid=\"" + "A".repeat(22)))),
        attack(
            "the session of another device",
            "signature-wrong",
            "did not sign",
            (good, hub) ->
                good.change(
                    TestingRequest.INPUT, all -> hub.otherRequest().value(TestingRequest.INPUT))),
        attack(
            "another device's signature",
            "signature-wrong",
            "did not sign",
            (good, hub) ->
                good.change(
                    TestingRequest.SIGNATURE,
                    all -> hub.otherRequest().value(TestingRequest.SIGNATURE))),
        attack(
            "another method",
            "signature-wrong",
            "did not sign GET /edge/v1/state",
            (good, hub) -> good.method("GET").target("/edge/v1/state")),
        attack(
            "another path",
            "signature-wrong",
            "/edge/v1/telemetry",
            (good, hub) -> good.target("/edge/v1/telemetry?by=test")),
        attack(
            "the path in another spelling",
            "signature-wrong",
            "did not sign",
            (good, hub) -> good.target("/edge/v1/reports/?by=test")),
        attack(
            "another query",
            "signature-wrong",
            "did not sign",
            (good, hub) -> good.target("/edge/v1/reports?by=rest")),
        attack(
            "no query",
            "signature-wrong",
            "did not sign",
            (good, hub) -> good.target("/edge/v1/reports")),
        attack(
            "another host",
            "signature-wrong",
            "for host hub.example.org",
            (good, hub) -> good.change("Host", all -> "hub.example.org")),
        attack(
            "a host that nobody vouches for",
            "signature-wrong",
            "did not sign",
            (good, hub) ->
                good.change("Host", all -> "hub.example.org")
                    .and("X-Forwarded-Host", hub.http.authority())),
        attack(
            "another body",
            "content-digest-wrong",
            "signed is sha-256=:",
            (good, hub) -> good.body(REPORT.formatted("hostile", 8))),
        attack(
            "no body",
            "content-digest-wrong",
            "the body has sha-256=:47DEQ",
            (good, hub) -> good.body("")),
        attack(
            "a longer body",
            "content-digest-wrong",
            "signed is sha-256=:",
            (good, hub) -> good.body(REPORT.formatted("hostile", 7) + " ")),
        attack(
            "another body with its digest",
            "signature-wrong",
            "did not sign",
            (good, hub) -> good.body("{}").change(TestingRequest.DIGEST, all -> digest("{}"))),
        attack(
            "the digest of another algorithm",
            "signature-malformed",
            "Content-Digest: got md5",
            (good, hub) ->
                good.change(TestingRequest.DIGEST, all -> all.replace("sha-256", "md5"))),
        attack(
            "an empty digest",
            "signature-malformed",
            "Content-Digest: got ",
            (good, hub) -> good.change(TestingRequest.DIGEST, all -> "")),
        attack(
            "all of it, once more",
            "replayed",
            "has sent number",
            (good, hub) -> {
              TestingRequest first = hub.good();
              assertThat(first.send(hub.server.getURI()).status()).isEqualTo(200);
              return first;
            }));
  }

  @BeforeEach
  void enrol() {
    if (device == null) {
      device = new TestingDevice(http, "hostile").enrolled("{}");
      other = new TestingDevice(http, "hostile-other").enrolled("{}");
      assertThat(device.open().status()).isEqualTo(200);
      assertThat(other.open().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("attacks")
  void isRefusedAndSaysWhy(String name, String code, String said, Attack attack)
      throws IOException {
    TestingRequest good = good();
    Came came = attack.on(good.copy(), this).send(server.getURI());
    assertThat(came.status()).as(came.toString()).isEqualTo(401);
    assertThat(came.code()).as(came.detail()).isEqualTo(code);
    assertThat(came.detail()).contains(said).hasSizeLessThan(500);
    assertThat(good.send(server.getURI()).status())
        .as("the request that it was made of")
        .isEqualTo(200);
  }

  @AfterEach
  void theDeviceIsServedStill() {
    String body = REPORT.formatted("hostile", 3);
    assertThat(device.call("POST", "/edge/v1/reports", body, Map.of()).status()).isEqualTo(200);
  }

  private TestingRequest good() {
    return TestingRequest.of(
        device, "POST", TARGET, REPORT.formatted("hostile", 7), http.authority());
  }

  private TestingRequest otherRequest() {
    return TestingRequest.of(
        other, "POST", TARGET, REPORT.formatted("hostile", 7), http.authority());
  }

  private TestingRequest bare() {
    return TestingRequest.unsigned(
        "POST", TARGET, REPORT.formatted("hostile", 7), http.authority());
  }

  private static String oneBit(String signature) {
    char first = signature.charAt(5);
    return "ion=:" + (first == 'A' ? 'B' : 'A') + signature.substring(6);
  }

  private static String digest(String body) {
    return ContentDigest.of(body.getBytes(StandardCharsets.UTF_8)).header();
  }
}
