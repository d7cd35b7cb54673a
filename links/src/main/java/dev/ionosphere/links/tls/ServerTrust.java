package dev.ionosphere.links.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are believed: those with a certificate of a named authority, else of one that the
 * machine knows. The host's name is checked by whoever opens the connection, with the manager of
 * here. Safe for threads.
 */
public final class ServerTrust {
  private final Optional<List<X509Certificate>> authorities;
  private final String advice;
  private final Clock clock;

  private ServerTrust(Optional<List<X509Certificate>> authorities, String advice, Clock clock) {
    this.authorities = authorities;
    this.advice = advice;
    this.clock = clock;
  }

  /**
   * Of a file with the certificates of authorities; of the machine's if none is named.
   *
   * @param advice what to set if a server is not believed, such as {@code set ION_HUB_CA to the
   *     file of its CA}
   * @throws IllegalArgumentException naming what names the file, if it is wrong
   */
  public static ServerTrust of(Optional<PemFile> file, String advice, Clock clock) {
    return new ServerTrust(file.map(PemFile::certificates), advice, clock);
  }

  /**
   * Of the file that a variable names, which is also what to set if a server is not believed.
   *
   * @throws IllegalArgumentException naming the variable, if the file is wrong
   */
  public static ServerTrust named(String variable, Variables variables, Clock clock) {
    return of(variables.file(variable), "set " + variable + " to the file of its CA", clock);
  }

  /** Of the authorities that the machine knows. */
  public static ServerTrust system(String advice) {
    return new ServerTrust(Optional.empty(), advice, Clock.systemUTC());
  }

  /** For connections of this process that show no certificate of their own. */
  public SSLContext context() {
    return context(Optional.empty());
  }

  /** TLS 1.2 and 1.3: the JDK has the older ones turned off. */
  public SSLContext context(Optional<Identity> identity) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity.map(Identity::keyManagers).orElse(null), new TrustManager[] {manager()}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java has no TLS", impossible);
    }
  }

  /** Says in one sentence why a certificate is not believed. */
  public X509ExtendedTrustManager manager() {
    X509ExtendedTrustManager now = manager(null);
    return new ExplainingTrustManager(now, this::atItsTime, advice);
  }

  /**
   * A device without a battery begins in 1970. A time before the authority was made is wrong for
   * sure; then the certificate's own is taken.
   */
  private Optional<X509ExtendedTrustManager> atItsTime(X509Certificate shown) {
    Instant now = clock.instant();
    boolean early =
        authorities.isPresent()
            && authorities.get().stream()
                .allMatch(authority -> now.isBefore(authority.getNotBefore().toInstant()));
    return early ? Optional.of(manager(shown.getNotBefore())) : Optional.empty();
  }

  private X509ExtendedTrustManager manager(@Nullable Date time) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      if (authorities.isEmpty()) {
        factory.init((KeyStore) null);
      } else {
        PKIXBuilderParameters parameters =
            new PKIXBuilderParameters(store(authorities.get()), new X509CertSelector());
        parameters.setRevocationEnabled(false);
        parameters.setDate(time);
        factory.init(new CertPathTrustManagerParameters(parameters));
      }
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("a trust store in memory cannot be made", impossible);
    }
  }

  private static KeyStore store(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (X509Certificate authority : authorities) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    return store;
  }
}
