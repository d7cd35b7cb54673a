package dev.ionosphere.activities.notice;

import dev.ionosphere.links.secret.SecretName;
import dev.ionosphere.workflows.notice.NoticeActivities;
import dev.ionosphere.workflows.notice.NoticeAddress;
import dev.ionosphere.workflows.notice.NoticeMessage;
import dev.ionosphere.workflows.notice.NoticeOrder;
import dev.ionosphere.workflows.notice.NoticeReceipt;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the notices that workflows order. */
public final class NoticeActivity implements NoticeActivities {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeActivity.class);

  private final NoticeSender sender;

  public NoticeActivity(NoticeSender sender) {
    this.sender = sender;
  }

  @Override
  public NoticeReceipt send(NoticeOrder order) {
    NoticeTarget target;
    Notice notice;
    try {
      target = target(order.target());
      notice = notice(order.notice());
    } catch (IllegalArgumentException malformed) {
      return refused(order, String.valueOf(malformed.getMessage()));
    }
    return switch (sender.send(target, notice)) {
      case NoticeResult.Delivered() -> NoticeReceipt.DELIVERED;
      case NoticeResult.Refused(String reason) -> refused(order, reason);
      case NoticeResult.Unreachable(String reason) ->
          throw ApplicationFailure.newFailure(reason, UNREACHABLE);
    };
  }

  private static NoticeReceipt refused(NoticeOrder order, String reason) {
    LOG.info("notice {} is lost: {}", order.notice().delivery(), reason);
    return NoticeReceipt.refused(reason);
  }

  private static NoticeTarget target(NoticeAddress address) {
    return switch (address) {
      case NoticeAddress.Webhook webhook ->
          new NoticeTarget.Webhook(
              webhook.url(), secret(webhook.secret()), format(webhook.format()));
      case NoticeAddress.Mail mail ->
          new NoticeTarget.Mail(
              URI.create(mail.server()), mail.from(), mail.to(), secret(mail.login()));
    };
  }

  private static NoticeTarget.Format format(String word) {
    return switch (word) {
      case "json" -> NoticeTarget.Format.JSON;
      case "slack" -> NoticeTarget.Format.SLACK;
      default ->
          throw new IllegalArgumentException(
              "format '%s' of a webhook is refused, allowed are json and slack".formatted(word));
    };
  }

  private static Optional<SecretName> secret(NoticeAddress.@Nullable SecretReference reference) {
    return Optional.ofNullable(reference).map(named -> new SecretName(named.name()));
  }

  private static Notice notice(NoticeMessage message) {
    return new Notice(
        message.delivery(),
        message.kind(),
        message.title(),
        message.text(),
        Optional.ofNullable(message.link()).map(URI::create),
        message.facts(),
        message.occurredAt());
  }
}
