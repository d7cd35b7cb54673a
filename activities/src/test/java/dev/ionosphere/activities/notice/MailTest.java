package dev.ionosphere.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.ionosphere.activities.outgoing.AllowedAddresses;
import dev.ionosphere.links.secret.SecretName;
import dev.ionosphere.links.secret.Secrets;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real mail server. */
class MailTest {
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private int port;

  @BeforeEach
  void start() {
    server.start();
    port = server.getSmtp().getPort();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private NoticeResult send(Optional<SecretName> login, String receiver, String title) {
    Map<String, String> environment =
        Map.of("ION_OUTGOING", "127.0.0.1:" + port, "ION_SECRET_MAIL_LOGIN", "ann:pass:word");
    NoticeTarget.Mail target =
        new NoticeTarget.Mail(
            URI.create("smtp://127.0.0.1:" + port),
            "Ionosphere <ion@example.org>",
            List.of(receiver),
            login);
    Notice notice =
        new Notice(
            "d1",
            "alert.raised",
            title,
            "Similarity of s2 is 0.4.",
            Optional.of(URI.create("http://localhost:8420/alerts")),
            Map.of("node", "detect"),
            Instant.parse("2026-03-01T10:00:00Z"));
    return new NoticeSender(
            AllowedAddresses.of(environment), Secrets.of(environment), Clock.systemUTC())
        .send(target, notice);
  }

  @Test
  void sendsAMail() throws Exception {
    assertThat(send(Optional.empty(), "ann@example.org", "Drift at ü"))
        .isEqualTo(new NoticeResult.Delivered());
    MimeMessage message = server.getReceivedMessages()[0];
    assertThat(message.getSubject()).isEqualTo("Drift at ü");
    assertThat(message.getFrom()[0]).hasToString("Ionosphere <ion@example.org>");
    assertThat(message.getContent().toString())
        .contains("Similarity of s2 is 0.4.", "node: detect", "http://localhost:8420/alerts");
    assertThat(message.getHeader("Ionosphere-Delivery")).containsExactly("d1");
  }

  @Test
  void noTitleMakesAHeader() throws Exception {
    send(Optional.empty(), "ann@example.org", "Drift\r\nBcc: eve@example.org\r\n\r\nbody");
    MimeMessage message = server.getReceivedMessages()[0];
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(message.getSubject()).isEqualTo("Drift Bcc: eve@example.org body");
  }

  @Test
  void noReceiverMakesAHeader() {
    assertThat(send(Optional.empty(), "ann@example.org\r\nBcc: eve@example.org", "Drift"))
        .isInstanceOf(NoticeResult.Refused.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void noPasswordGoesOverAnOpenLine() {
    assertThat(send(Optional.of(new SecretName("mail-login")), "ann@example.org", "Drift"))
        .isInstanceOfSatisfying(
            NoticeResult.Unreachable.class,
            failed -> assertThat(failed.reason()).contains("STARTTLS").doesNotContain("pass:word"));
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void sendsAgainWhenTheServerIsAway() {
    server.stop();
    assertThat(send(Optional.empty(), "ann@example.org", "Drift"))
        .isInstanceOf(NoticeResult.Unreachable.class);
  }
}
