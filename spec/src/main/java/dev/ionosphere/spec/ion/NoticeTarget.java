package dev.ionosphere.spec.ion;

import java.util.List;
import java.util.Optional;

/** Whom a notice goes to. Secrets are names; the process that sends resolves them. */
public sealed interface NoticeTarget {

  /**
   * @param url http or https; {@code ${secret}} in its path stands for the secret, which signs
   *     nothing then
   * @param secret name of the key that signs; without it nothing is signed
   */
  record Webhook(String url, Format format, Optional<String> secret) implements NoticeTarget {}

  /**
   * @param server {@code smtp://host:port} or {@code smtps://host:port}
   * @param to at least one address
   * @param login name of the secret {@code user:password}
   */
  record Mail(String server, String from, List<String> to, Optional<String> login)
      implements NoticeTarget {
    public Mail {
      to = List.copyOf(to);
    }
  }

  /** Of a webhook's body. */
  enum Format {
    JSON,
    SLACK
  }
}
