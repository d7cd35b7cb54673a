package dev.ionosphere.activities.notice;

import dev.ionosphere.activities.secret.SecretName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whom a notice goes to. */
public sealed interface NoticeTarget {

  /**
   * @param url http or https
   * @param key secret that signs; without it nothing is signed
   */
  record Webhook(URI url, Optional<SecretName> key, Format format) implements NoticeTarget {}

  /**
   * @param server {@code smtp://host:port}, where TLS is required once the server offers STARTTLS
   *     or a login is given; or {@code smtps://host:port}
   * @param login secret {@code user:password}
   */
  record Mail(URI server, String from, List<String> to, Optional<SecretName> login)
      implements NoticeTarget {
    public Mail {
      to = List.copyOf(to);
      if (to.isEmpty()) {
        throw new IllegalArgumentException("mail from '%s' has no receiver".formatted(from));
      }
    }
  }

  /** Of a webhook's body. */
  enum Format {
    JSON,
    SLACK
  }
}
