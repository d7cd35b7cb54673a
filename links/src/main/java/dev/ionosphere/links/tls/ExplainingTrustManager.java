package dev.ionosphere.links.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Believes whom another one believes, and names host, issuer and remedy if that one does not. */
final class ExplainingTrustManager extends X509ExtendedTrustManager {
  private static final String ELSEWHERE = "the server";

  private final X509ExtendedTrustManager trust;
  private final Function<X509Certificate, Optional<X509ExtendedTrustManager>> withWrongClock;
  private final String advice;

  /**
   * @param withWrongClock whom to ask instead if this machine's clock is wrong for sure
   */
  ExplainingTrustManager(
      X509ExtendedTrustManager trust,
      Function<X509Certificate, Optional<X509ExtendedTrustManager>> withWrongClock,
      String advice) {
    this.trust = trust;
    this.withWrongClock = withWrongClock;
    this.advice = advice;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(
        chain,
        socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null,
        judge -> judge.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(
        chain,
        engine.getHandshakeSession(),
        judge -> judge.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain, null, judge -> judge.checkServerTrusted(chain, authType));
  }

  private void check(X509Certificate[] chain, @Nullable SSLSession session, Check check)
      throws CertificateException {
    try {
      check.with(withWrongClock.apply(chain[0]).orElse(trust));
    } catch (CertificateException refused) {
      throw new UntrustedServerException(sentence(chain, session, refused), refused);
    }
  }

  private String sentence(
      X509Certificate[] chain, @Nullable SSLSession session, CertificateException refused) {
    X509Certificate shown = chain[0];
    @Nullable String host = session == null ? null : session.getPeerHost();
    String server =
        session == null || host == null ? ELSEWHERE : host + ":" + session.getPeerPort();
    String issuer = chain[chain.length - 1].getIssuerX500Principal().getName();
    if (caused(refused, CertificateExpiredException.class)) {
      return "%s shows a certificate that ended at %s, or the clock here is wrong; it was issued by '%s'"
          .formatted(server, shown.getNotAfter().toInstant(), issuer);
    }
    if (caused(refused, CertificateNotYetValidException.class)) {
      return "%s shows a certificate that begins at %s, or the clock here is wrong; it was issued by '%s'"
          .formatted(server, shown.getNotBefore().toInstant(), issuer);
    }
    // Only a mismatch of names is said by a plain exception without a cause.
    if (refused.getCause() == null) {
      return "%s shows a certificate for %s, issued by '%s', and not for the name it was called by; use one of those names, or give it a certificate for this one"
          .formatted(server, names(shown), issuer);
    }
    return "%s shows a certificate issued by '%s', which is not trusted here; %s"
        .formatted(server, issuer, advice);
  }

  private static boolean caused(Throwable failure, Class<? extends Throwable> by) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (by.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String names(X509Certificate shown) {
    try {
      @Nullable Collection<List<?>> names = shown.getSubjectAlternativeNames();
      if (names != null) {
        return names.stream()
            .map(name -> String.valueOf(name.get(1)))
            .collect(Collectors.joining(", "));
      }
    } catch (CertificateParsingException unreadable) {
      // Then its subject has to do.
    }
    return shown.getSubjectX500Principal().getName();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    trust.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.getAcceptedIssuers();
  }

  /** One of the ways to ask. */
  @FunctionalInterface
  private interface Check {
    void with(X509ExtendedTrustManager judge) throws CertificateException;
  }
}
