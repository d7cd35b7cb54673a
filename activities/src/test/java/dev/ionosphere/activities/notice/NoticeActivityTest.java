package dev.ionosphere.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.activities.outgoing.AllowedAddresses;
import dev.ionosphere.links.secret.Secrets;
import dev.ionosphere.spec.ion.NoticeTarget;
import dev.ionosphere.workflows.notice.NoticeActivities;
import dev.ionosphere.workflows.notice.NoticeAddress;
import dev.ionosphere.workflows.notice.NoticeMessage;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a real receiver. */
class NoticeActivityTest {
  private final TestingReceiver receiver = new TestingReceiver();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void deliversWhatAWorkflowOrders() {
    assertThat(activity().send(order("hook-key", "http://localhost:8420/alerts")))
        .isEqualTo(NoticeReceipt.DELIVERED);
    assertThat(receiver.headers.getFirst().getFirst("Ionosphere-Delivery")).isEqualTo("notice:a:1");
    assertThat(receiver.headers.getFirst()).containsKey("Ionosphere-signature");
  }

  @Test
  void aReceiverThatRefusesIsAResult() {
    receiver.status = 410;
    assertThat(activity().send(order("hook-key", null)))
        .isEqualTo(NoticeReceipt.refused("webhook of 127.0.0.1 answered 410: no_team"));
  }

  @Test
  void troubleThatMayPassIsAFailureThatIsTriedAgain() {
    receiver.status = 503;
    assertThatThrownBy(() -> activity().send(order("hook-key", null)))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.isNonRetryable()).isFalse();
              assertThat(failure.getType()).isEqualTo(NoticeActivities.UNREACHABLE);
            });
  }

  @Test
  void whatTheWorkerCannotDoIsAResultAtOnce() {
    assertThat(activity().send(order("other-key", null)).reason())
        .contains("'other-key' is missing");
    assertThat(activity().send(order("Not A Name", null)).reason())
        .contains("'Not A Name' is refused");
    assertThat(activity().send(order("hook-key", "no link")).state())
        .isEqualTo(NoticeReceipt.State.REFUSED);
    NoticeAddress mail =
        new NoticeAddress.Mail("smtp://mail.example.org", "a@b.org", List.of("c@d.org"), null);
    assertThat(activity().send(new NoticeOrder(mail, message(null))).reason())
        .contains("is no allowed outgoing address");
    assertThat(receiver.bodies).isEmpty();
  }

  private NoticeActivity activity() {
    Map<String, String> environment =
        Map.of(
            "ION_OUTGOING",
            "127.0.0.1:" + receiver.address().getPort(),
            "ION_SECRET_HOOK_KEY",
            "k");
    return new NoticeActivity(
        new NoticeSender(
            AllowedAddresses.of(environment), Secrets.of(environment), Clock.systemUTC()));
  }

  private NoticeOrder order(String secret, String link) {
    return new NoticeOrder(
        NoticeAddress.of(
            new NoticeTarget.Webhook(
                receiver.address().toString(), NoticeTarget.Format.JSON, Optional.of(secret))),
        message(link));
  }

  private static NoticeMessage message(String link) {
    return new NoticeMessage(
        "notice:a:1",
        "alerts",
        "3 alerts",
        "s2 drifts.",
        link,
        Map.of("ion", "turbofan"),
        Instant.parse("2026-03-01T10:00:00Z"));
  }
}
