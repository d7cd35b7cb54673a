package dev.ionosphere.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.activities.outgoing.AllowedAddresses;
import dev.ionosphere.links.secret.SecretName;
import dev.ionosphere.links.secret.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real receiver. */
class WebhookTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Notice NOTICE =
      new Notice(
          "turbofan-review-1",
          "approval.waiting",
          "Approval <!channel> waits",
          "Model & evidence are ready.",
          Optional.of(URI.create("http://localhost:8420/approvals/1")),
          Map.of("ion", "turbofan"),
          NOW);

  private final TestingReceiver receiver = new TestingReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  private NoticeSender sender(Map<String, String> environment) {
    return new NoticeSender(
        AllowedAddresses.of(environment),
        Secrets.of(environment),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private NoticeSender sender() {
    return sender(
        Map.of(
            "ION_OUTGOING",
            "127.0.0.1:" + receiver.address().getPort(),
            "ION_SECRET_HOOK_KEY",
            "k"));
  }

  private NoticeTarget.Webhook webhook(NoticeTarget.Format format) {
    return new NoticeTarget.Webhook(
        receiver.address().toString(), Optional.of(new SecretName("hook-key")), format);
  }

  @Test
  void postsASignedNoticeThatAReceiverCanVerify() throws Exception {
    assertThat(sender().send(webhook(NoticeTarget.Format.JSON), NOTICE))
        .isEqualTo(new NoticeResult.Delivered());
    String body = receiver.bodies.getFirst();
    JsonNode read = new ObjectMapper().readTree(body);
    assertThat(read.path("title").asText()).isEqualTo(NOTICE.title());
    assertThat(read.path("facts").path("ion").asText()).isEqualTo("turbofan");
    assertThat(read.path("occurredAt").asText()).isEqualTo("2026-03-01T10:00:00Z");

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("k".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed = NOW.getEpochSecond() + "." + body;
    String expected =
        "t=%d,v1=%s"
            .formatted(
                NOW.getEpochSecond(),
                HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    assertThat(receiver.headers.getFirst().getFirst("Ionosphere-Signature")).isEqualTo(expected);
    assertThat(receiver.headers.getFirst().getFirst("Ionosphere-Delivery"))
        .isEqualTo("turbofan-review-1");
    assertThat(receiver.headers.getFirst()).doesNotContainKey("Upgrade");
  }

  @Test
  void speaksAsSlackAndCallsNoChannel() throws Exception {
    sender().send(webhook(NoticeTarget.Format.SLACK), NOTICE);
    JsonNode read = new ObjectMapper().readTree(receiver.bodies.getFirst());
    assertThat(read.path("text").asText()).isEqualTo("Approval &lt;!channel&gt; waits");
    assertThat(read.path("blocks").get(0).path("type").asText()).isEqualTo("header");
    assertThat(read.path("blocks").toString())
        .contains("Model &amp; evidence", "*ion*: turbofan", "<http://localhost:8420/approvals/1|");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 302, 307})
  void doesNotSendAgainWhatIsRefused(int status) {
    receiver.status = status;
    assertThat(sender().send(webhook(NoticeTarget.Format.JSON), NOTICE))
        .isEqualTo(
            new NoticeResult.Refused(
                "webhook of 127.0.0.1 answered %d: no_team".formatted(status)));
    assertThat(receiver.bodies).as("redirects are not followed").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void sendsAgainWhenTheReceiverIsBusy(int status) {
    receiver.status = status;
    assertThat(sender().send(webhook(NoticeTarget.Format.JSON), NOTICE))
        .isInstanceOf(NoticeResult.Unreachable.class);
  }

  @Test
  void sendsAgainWhenNobodyAnswers() {
    NoticeSender sender = sender();
    receiver.close();
    assertThat(sender.send(webhook(NoticeTarget.Format.JSON), NOTICE))
        .isInstanceOf(NoticeResult.Unreachable.class);
  }

  @Test
  void sendsNothingWithoutAnAllowedAddress() {
    assertThat(
            sender(Map.of("ION_SECRET_HOOK_KEY", "k"))
                .send(webhook(NoticeTarget.Format.JSON), NOTICE))
        .isInstanceOfSatisfying(
            NoticeResult.Refused.class,
            refused -> assertThat(refused.reason()).contains("ION_OUTGOING"));
    assertThat(receiver.bodies).isEmpty();
  }

  @Test
  void sendsNothingUnsignedWhenTheKeyIsMissing() {
    String outgoing = "127.0.0.1:" + receiver.address().getPort();
    assertThat(
            sender(Map.of("ION_OUTGOING", outgoing))
                .send(webhook(NoticeTarget.Format.JSON), NOTICE))
        .isInstanceOfSatisfying(
            NoticeResult.Refused.class,
            missing -> assertThat(missing.reason()).contains("'hook-key' is missing"));
    assertThat(receiver.bodies).isEmpty();
  }

  /** An address that is a secret itself, as Slack's. */
  @Test
  void putsTheSecretIntoTheAddress() {
    NoticeTarget.Webhook target =
        new NoticeTarget.Webhook(
            receiver.address() + "/${secret}",
            Optional.of(new SecretName("hook-key")),
            NoticeTarget.Format.SLACK);
    assertThat(sender().send(target, NOTICE)).isEqualTo(new NoticeResult.Delivered());
    assertThat(receiver.paths).containsExactly("/hook/k");
    assertThat(receiver.headers.getFirst()).doesNotContainKey("Ionosphere-signature");
  }

  @Test
  void saysTheStatusOfAnAnswerWithoutWords() {
    receiver.status = 302;
    receiver.said = "";
    assertThat(sender().send(webhook(NoticeTarget.Format.JSON), NOTICE))
        .isEqualTo(new NoticeResult.Refused("webhook of 127.0.0.1 answered 302"));
  }

  @Test
  void showsNoSecretThatDoesNotFit() {
    NoticeTarget.Webhook target =
        new NoticeTarget.Webhook(
            receiver.address() + "/${secret}",
            Optional.of(new SecretName("odd")),
            NoticeTarget.Format.SLACK);
    String outgoing = "127.0.0.1:" + receiver.address().getPort();
    assertThat(
            sender(Map.of("ION_OUTGOING", outgoing, "ION_SECRET_ODD", "a b<c>"))
                .send(target, NOTICE))
        .isEqualTo(new NoticeResult.Refused("the secret does not fit into the webhook's address"));
  }

  @Test
  void tellsNothingOfWhatMayEchoTheSecret() {
    receiver.status = 404;
    receiver.said = "Cannot POST /services/k3y-of-slack";
    NoticeTarget.Webhook target =
        new NoticeTarget.Webhook(
            receiver.address().resolve("/services/").toString() + "${secret}",
            Optional.of(new SecretName("hook-key")),
            NoticeTarget.Format.SLACK);
    Map<String, String> environment =
        Map.of(
            "ION_OUTGOING",
            "127.0.0.1:" + receiver.address().getPort(),
            "ION_SECRET_HOOK_KEY",
            "k3y-of-slack");
    assertThat(sender(environment).send(target, NOTICE))
        .isEqualTo(new NoticeResult.Refused("webhook of 127.0.0.1 answered 404"));
  }

  @Test
  @Timeout(10)
  void doesNotWaitForAnAnswerThatNeverEnds() throws Exception {
    try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> begin(endless));
      WebhookSender sender =
          new WebhookSender(Secrets.of(Map.of()), Clock.systemUTC(), Duration.ofMillis(300));
      NoticeTarget.Webhook target =
          new NoticeTarget.Webhook(
              "http://127.0.0.1:" + endless.getLocalPort(),
              Optional.empty(),
              NoticeTarget.Format.JSON);
      assertThat(sender.send(target, NOTICE))
          .isEqualTo(new NoticeResult.Unreachable("webhook of 127.0.0.1 answered 500"));
    }
  }

  /** Says that an answer comes, and no more until the socket is closed. */
  private static void begin(ServerSocket endless) {
    try (Socket socket = endless.accept()) {
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 500 No\r\nContent-Length: 99\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
