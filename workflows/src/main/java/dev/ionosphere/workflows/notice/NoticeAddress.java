package dev.ionosphere.workflows.notice;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ionosphere.spec.ion.NoticeTarget;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a notice goes to, as it travels: the form of the document, {@code {"webhook": {…}}} or
 * {@code {"mail": {…}}}. Secrets are names.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
  @JsonSubTypes.Type(NoticeAddress.Webhook.class),
  @JsonSubTypes.Type(NoticeAddress.Mail.class)
})
public sealed interface NoticeAddress {

  /**
   * @param url http or https; <code>${secret}</code> in its path stands for the secret
   * @param format {@code json} or {@code slack}
   * @param secret key that signs
   */
  @JsonTypeName("webhook")
  record Webhook(String url, String format, @Nullable SecretReference secret)
      implements NoticeAddress {}

  /**
   * @param server {@code smtp://host:port} or {@code smtps://host:port}
   * @param login secret {@code user:password}
   */
  @JsonTypeName("mail")
  record Mail(String server, String from, List<String> to, @Nullable SecretReference login)
      implements NoticeAddress {
    public Mail {
      to = List.copyOf(to);
    }
  }

  static NoticeAddress of(NoticeTarget target) {
    return switch (target) {
      case NoticeTarget.Webhook webhook ->
          new Webhook(
              webhook.url(),
              webhook.format().name().toLowerCase(Locale.ROOT),
              reference(webhook.secret()));
      case NoticeTarget.Mail mail ->
          new Mail(mail.server(), mail.from(), mail.to(), reference(mail.login()));
    };
  }

  private static @Nullable SecretReference reference(Optional<String> name) {
    return name.map(SecretReference::new).orElse(null);
  }

  /** The name of a secret. */
  record SecretReference(String name) {}
}
