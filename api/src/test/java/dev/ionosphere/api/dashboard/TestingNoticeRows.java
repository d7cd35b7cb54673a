package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.notification.NoticeDeliveries;
import dev.ionosphere.api.notification.NoticeDelivery;
import dev.ionosphere.api.notification.NoticeMute;
import dev.ionosphere.api.notification.NoticeMutes;
import dev.ionosphere.api.notification.NoticeRoute;
import dev.ionosphere.api.notification.NoticeRoutes;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two routes, a mute, and notices in several states. */
final class TestingNoticeRows {
  private final ApplicationContext hub;
  private final Instant now;

  TestingNoticeRows(ApplicationContext hub, Instant now) {
    this.hub = hub;
    this.now = now;
  }

  void write() {
    route(
        "ops",
        "{\"webhook\":{\"url\":\"https://hooks.slack.com/T0/${secret}\",\"format\":\"slack\","
            + "\"secret\":{\"name\":\"slack-path\"}}}",
        "",
        14_400);
    route(
        "night",
        "{\"mail\":{\"server\":\"smtps://mail.example.org\",\"from\":\"ion@example.org\","
            + "\"to\":[\"ann@example.org\",\"bob@example.org\"]}}",
        "site=hangar-7",
        0);
    hub.getBean(NoticeMutes.class)
        .save(
            new NoticeMute(
                null,
                "bear*",
                List.of("alert:drift"),
                now.plus(Duration.ofHours(2)),
                "the bearings are being changed",
                "person:operator",
                now));
    delivery("ops", "alert", "200 alerts: 180 drift, 20 device-refused", "delivered", null, 90);
    delivery(
        "night",
        "approval-waiting",
        "Approval turbofan.review.2 waits",
        "refused",
        "mail server mail.example.org: secret 'mail-login' is missing",
        40);
    delivery(
        "ops",
        "approval-waiting",
        "Approval turbofan.review.2 waits",
        "sending",
        "attempt 3: webhook of hooks.slack.com answered 503",
        2);
  }

  private void route(String name, String target, String labels, long repeat) {
    NoticeRoute unused =
        hub.getBean(NoticeRoutes.class)
            .save(
                new NoticeRoute(
                    name,
                    "*",
                    labels,
                    List.of("alert", "approval-waiting"),
                    "warning",
                    target,
                    60,
                    repeat,
                    "person:admin",
                    now));
  }

  private void delivery(
      String route,
      String topic,
      String title,
      String state,
      @Nullable String reason,
      int minutesAgo) {
    Instant made = now.minus(Duration.ofMinutes(minutesAgo));
    NoticeDelivery unused =
        hub.getBean(NoticeDeliveries.class)
            .save(
                new NoticeDelivery(
                    null,
                    "notice:%s:%d".formatted(route, minutesAgo),
                    route,
                    topic,
                    title,
                    1,
                    "{}",
                    state,
                    reason,
                    made,
                    now.plus(Duration.ofDays(1)),
                    state.equals("sending") ? null : made.plusSeconds(4)));
  }
}
