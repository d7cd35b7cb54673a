package dev.ionosphere.links.tls;

import java.security.cert.CertificateException;
import java.util.Optional;

/** A server showed a certificate that is not believed; the message says why and what to do. */
public final class UntrustedServerException extends CertificateException {
  private static final long serialVersionUID = 1L;

  UntrustedServerException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The sentence for people, if that is why a connection failed. */
  public static Optional<String> sentence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UntrustedServerException untrusted) {
        return Optional.ofNullable(untrusted.getMessage());
      }
    }
    return Optional.empty();
  }
}
