package dev.ionosphere.activities.notice;

import dev.ionosphere.activities.outgoing.AddressException;
import dev.ionosphere.activities.outgoing.AllowedAddresses;
import dev.ionosphere.links.secret.SecretException;
import dev.ionosphere.links.secret.Secrets;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;

/** Sends notices to allowed addresses. Safe for threads. */
public final class NoticeSender {
  private final AllowedAddresses addresses;
  private final WebhookSender webhooks;
  private final MailSender mails;

  public NoticeSender(AllowedAddresses addresses, Secrets secrets, Clock clock) {
    this.addresses = addresses;
    webhooks = new WebhookSender(secrets, clock);
    mails = new MailSender(secrets);
  }

  /** Sends once and does not throw for what the receiver or the network does. */
  public NoticeResult send(NoticeTarget target, Notice notice) {
    try {
      return switch (target) {
        case NoticeTarget.Webhook webhook -> {
          addresses.check(webhook.shown());
          yield webhooks.send(webhook, notice);
        }
        case NoticeTarget.Mail mail -> {
          addresses.check(mail.server());
          yield mails.send(mail, notice);
        }
      };
    } catch (AddressException refused) {
      return new NoticeResult.Refused(String.valueOf(refused.getMessage()));
    } catch (SecretException missing) {
      // A person must put it there, and should hear of it now rather than in a day.
      return new NoticeResult.Refused(String.valueOf(missing.getMessage()));
    } catch (IllegalArgumentException malformed) {
      return new NoticeResult.Refused(String.valueOf(malformed.getMessage()));
    } catch (UnknownHostException unknown) {
      return new NoticeResult.Unreachable("host %s is unknown".formatted(host(target)));
    }
  }

  private static String host(NoticeTarget target) {
    URI address =
        switch (target) {
          case NoticeTarget.Webhook webhook -> webhook.shown();
          case NoticeTarget.Mail mail -> mail.server();
        };
    return address.getHost();
  }
}
