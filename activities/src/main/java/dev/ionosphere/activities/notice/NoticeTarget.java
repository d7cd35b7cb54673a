package dev.ionosphere.activities.notice;

import dev.ionosphere.links.secret.SecretName;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whom a notice goes to. */
public sealed interface NoticeTarget {

  /**
   * @param url http or https; <code>${secret}</code> in its path stands for the secret, and then
   *     nothing is signed
   * @param secret key that signs; without it nothing is signed
   */
  record Webhook(String url, Optional<SecretName> secret, Format format) implements NoticeTarget {
    private static final String PLACEHOLDER = "${secret}";

    /**
     * Where it goes, the secret left out.
     *
     * @throws IllegalArgumentException if it is no address
     */
    URI shown() {
      return URI.create(url.replace(PLACEHOLDER, "secret"));
    }

    boolean isSecret() {
      return url.contains(PLACEHOLDER);
    }

    /** Where it goes; never to be shown. */
    URI resolved(String value) {
      try {
        return URI.create(url.replace(PLACEHOLDER, value));
      } catch (IllegalArgumentException malformed) {
        // Its message would show the secret.
        throw new IllegalArgumentException("the secret does not fit into the webhook's address");
      }
    }
  }

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
