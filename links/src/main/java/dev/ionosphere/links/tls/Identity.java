package dev.ionosphere.links.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate with its key: who this process says it is.
 *
 * @param chain the certificate first, then those of its issuers
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
  private static final char[] NO_PASSWORD = {};

  public Identity {
    chain = List.copyOf(chain);
  }

  /**
   * Of two files, or of one that holds both.
   *
   * @throws IllegalArgumentException naming the variable that is wrong, or both if they do not fit
   */
  public static Identity of(PemFile certificate, PemFile key) {
    Identity identity = new Identity(key.privateKey(), certificate.certificates());
    if (!identity.fits()) {
      throw new IllegalArgumentException(
          "%s '%s' is not the key of %s '%s'"
              .formatted(key.variable(), key.file(), certificate.variable(), certificate.file()));
    }
    return identity;
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }

  private boolean fits() {
    PublicKey shown = certificate().getPublicKey();
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] probe = {1, 2, 3};
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(probe);
      byte[] signed = signature.sign();
      signature.initVerify(shown);
      signature.update(probe);
      return signature.verify(signed);
    } catch (GeneralSecurityException anotherKind) {
      return false;
    }
  }

  public KeyManager[] keyManagers() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      store.setKeyEntry("identity", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("a key store in memory cannot be made", impossible);
    }
  }
}
