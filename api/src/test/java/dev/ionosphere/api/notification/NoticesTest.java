package dev.ionosphere.api.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.api.alert.Alert;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.NoticeWorkflows.Standing;
import dev.ionosphere.workflows.notice.NoticeMessage;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class NoticesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Inject ApplicationContext context;
  private TestingNotices notices;

  @BeforeEach
  void start() {
    notices = new TestingNotices(context::getBean);
  }

  private List<NoticeOrder> sent(String route) {
    return notices.workflows.of(route);
  }

  private NoticeMessage only(String route) {
    assertThat(sent(route)).hasSize(1);
    return sent(route).getFirst().notice();
  }

  private List<Alert> lost(String route) {
    return notices.alerts.findByIonAndKindAndSubjectAndClearedAtIsNull("", "notice-lost", route);
  }

  @Test
  void aStormIsOneNoticeWithCountsAndTheFirstFew() {
    notices.route("storm", null, null);
    for (int i = 0; i < 200; i++) {
      notices.alert("storm-" + i % 4, "node-" + i);
    }
    notices.pass(Duration.ZERO);
    assertThat(sent("storm")).as("still gathering").isEmpty();
    notices.pass(MINUTE);
    NoticeMessage notice = only("storm");
    assertThat(notice.title()).isEqualTo("200 alerts: 200 drift");
    assertThat(notice.text())
        .startsWith("warning drift at storm-0: s2 of node-0\n")
        .endsWith("\nand 195 more.")
        .hasLineCount(6);
    assertThat(notice.facts().get("IONs"))
        .isEqualTo("50 storm-0, 50 storm-1, 50 storm-2 and 1 more");
    assertThat(notice.link()).isEqualTo("https://hub.example.org/#alerts");
    notices.pass(Duration.ofHours(1));
    assertThat(sent("storm")).as("told once").hasSize(1);
  }

  @Test
  void aStormThatGoesOnIsToldAgainOnlyAfterAWhile() {
    notices.route("long", null, null);
    for (int minute = 0; minute < 13; minute++) {
      notices.alert("long", "node-" + minute);
      notices.pass(MINUTE);
    }
    assertThat(sent("long")).hasSize(3);
  }

  @Test
  void whatHoldsIsToldAgainUnlessThatIsOff() {
    notices.route("again", null, null);
    notices.route("never", null, "never");
    notices.alert("again", "a");
    notices.alert("never", "a");
    notices.pass(Duration.ZERO);
    notices.pass(MINUTE);
    notices.pass(Duration.ofHours(3));
    assertThat(sent("again")).hasSize(1);
    notices.pass(Duration.ofHours(1));
    assertThat(sent("again")).hasSize(2);
    assertThat(sent("again").getLast().notice().facts()).containsEntry("told before", "1");
    assertThat(sent("never")).hasSize(1);
  }

  @Test
  void nobodyIsToldOfWhatIsAcknowledgedOrOver() {
    notices.route("seen", null, null);
    notices.alert("seen", "a");
    notices.alert("seen", "b");
    notices.pass(Duration.ZERO);
    List<Alert> open = notices.alerts.newest("seen", true, false, false, Long.MAX_VALUE, 9);
    notices.alerts.acknowledge(open.getFirst().id(), "person:ann", notices.clock.instant());
    notices.book.clear("seen", "drift", "a", notices.clock.instant());
    notices.pass(MINUTE);
    notices.pass(Duration.ofHours(5));
    assertThat(sent("seen")).isEmpty();
  }

  @Test
  void whatIsMutedIsToldWhenTheMuteEndsIfItStillHolds() {
    notices.route("mute", null, null);
    NoticeMute mute =
        notices.desk.mute(
            "mute-*", List.of("alert:drift"), null, "2h", "works", TestingNotices.OPERATOR);
    notices.alert("mute-a", "a");
    notices.alert("mute", "b");
    notices.pass(Duration.ZERO);
    notices.pass(Duration.ofMinutes(10));
    assertThat(only("mute").title()).isEqualTo("drift at mute: s2 of b");
    notices.pass(Duration.ofHours(2));
    assertThat(sent("mute").getLast().notice().title()).isEqualTo("drift at mute-a: s2 of a");
    assertThat(notices.desk.mutes()).doesNotContain(mute);
  }

  @Test
  void aRouteTellsOnlyItsTopicsAndSeverities() {
    notices.route("topic", List.of("approval-waiting", "alert:rollout-failed"), null);
    notices.alert("topic", "a");
    notices.book.raise("topic", null, "r", "rollout-failed", "critical", "failed", Instant.EPOCH);
    notices.book.raise("topic", null, "i", "rollout-failed", "info", "failed", Instant.EPOCH);
    notices.approval("topic", Duration.ofDays(3));
    notices.approval("other", Duration.ofDays(3));
    notices.pass(Duration.ZERO);
    notices.pass(MINUTE);
    assertThat(sent("topic"))
        .extracting(order -> order.notice().title())
        .containsExactly("rollout-failed at topic: failed", "Approval topic.review.1 waits");
    assertThat(sent("topic").getLast().notice().link())
        .isEqualTo("https://hub.example.org/approvals/topic.review.1");
  }

  @Test
  void anApprovalThatExpiresSoonIsToldOnce() {
    notices.route("soon", List.of("approval-expiring"), null);
    notices.approval("soon", Duration.ofHours(72));
    notices.pass(Duration.ofHours(67));
    notices.pass(MINUTE);
    assertThat(sent("soon")).isEmpty();
    notices.pass(Duration.ofHours(1));
    notices.pass(MINUTE);
    assertThat(only("soon").title()).isEqualTo("Approval soon.review.1 expires soon");
  }

  @Test
  void aNewRouteTellsWhatIsOpenAlready() {
    notices.alert("late", "a");
    notices.pass(Duration.ofHours(1));
    notices.route("late", null, null);
    notices.pass(MINUTE);
    assertThat(only("late").title()).startsWith("drift at late");
  }

  @Test
  void aHubThatIsKilledAfterTheStartSendsNothingTwice() {
    notices.route("killed", null, null);
    notices.alert("killed", "a");
    notices.workflows.down = true;
    notices.pass(Duration.ZERO);
    notices.pass(MINUTE);
    NoticeDelivery written = notices.deliveries.newest("killed", "waiting", 99_999, 9).getFirst();
    assertThat(sent("killed")).isEmpty();
    notices.workflows.down = false;
    // Started, and killed before it was written.
    notices.workflows.start(
        dev.ionosphere.api.json.Json.read(written.content(), NoticeOrder.class));
    notices.pass(Duration.ofSeconds(1));
    assertThat(only("killed").delivery()).isEqualTo(written.delivery());
    assertThat(notices.workflows.starts).isEqualTo(2);
    assertThat(notices.deliveries.newest("killed", "delivered", 99_999, 9)).hasSize(1);
  }

  @Test
  void whatTemporalLostIsStartedAgainUnderTheSameId() {
    notices.route("forgot", null, null);
    notices.alert("forgot", "a");
    notices.workflows.standing = new Standing.Running("attempt 2: busy");
    notices.pass(Duration.ZERO);
    notices.pass(MINUTE);
    String delivery = only("forgot").delivery();
    assertThat(notices.deliveries.findByDelivery(delivery).orElseThrow().reason())
        .isEqualTo("attempt 2: busy");
    notices.workflows.started.clear();
    notices.workflows.standing = new Standing.Ended(NoticeReceipt.DELIVERED);
    notices.pass(MINUTE);
    notices.pass(MINUTE);
    assertThat(only("forgot").delivery()).isEqualTo(delivery);
    assertThat(notices.deliveries.findByDelivery(delivery).orElseThrow().state())
        .isEqualTo("delivered");
  }

  @Test
  void aLostNoticeIsOneAlertThatOtherRoutesTell() {
    notices.route("loses", null, null);
    NoticeRoute unused =
        notices.desk.set(
            "watches",
            new RouteApplication(
                "*",
                null,
                List.of("delivery-lost"),
                null,
                null,
                null,
                java.util.Map.of("webhook", java.util.Map.of("url", "https://b.example.org"))),
            TestingNotices.OPERATOR);
    notices.workflows.standing = new Standing.Ended(NoticeReceipt.refused("answered 410"));
    for (int i = 0; i < 4; i++) {
      notices.alert("loses", "node-" + i);
      notices.pass(Duration.ofMinutes(10));
    }
    assertThat(sent("loses").size()).isGreaterThan(1);
    assertThat(lost("loses"))
        .singleElement()
        .satisfies(
            alert -> assertThat(alert.message()).contains("route loses lost", "answered 410"));
    assertThat(sent("watches").getFirst().notice().title())
        .startsWith("A notice was lost: route loses");
    assertThat(sent("watches").size() + lost("watches").size()).isLessThan(4);
    notices.workflows.standing = new Standing.Ended(NoticeReceipt.DELIVERED);
    notices.alert("loses", "node-9");
    notices.pass(Duration.ZERO);
    notices.pass(Duration.ofMinutes(10));
    assertThat(lost("loses")).as("cleared by the next that arrives").isEmpty();
    notices.desk.remove("watches", TestingNotices.OPERATOR);
  }

  @Test
  void aTestSaysWhatBecameOfIt() {
    notices.route("tried", null, null);
    notices.workflows.standing = new Standing.Ended(NoticeReceipt.refused("'k' is missing"));
    NoticeDelivery tried = notices.desk.test("tried", TestingNotices.OPERATOR);
    assertThat(tried.state()).isEqualTo("refused");
    assertThat(tried.reason()).isEqualTo("'k' is missing");
    assertThat(lost("tried")).as("the person sees it").isEmpty();
    assertThat(only("tried").title()).isEqualTo("Test of route tried");
    assertThatThrownBy(() -> notices.desk.test("nobody", TestingNotices.OPERATOR))
        .isInstanceOf(HubException.class)
        .hasMessage("there is no route \"nobody\"");
  }
}
