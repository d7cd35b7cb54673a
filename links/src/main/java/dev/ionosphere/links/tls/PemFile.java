package dev.ionosphere.links.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A PEM file that somebody names.
 *
 * @param variable what names it, for messages; a variable or an option
 */
public record PemFile(String variable, Path file) {

  private static final int MOST_BYTES = 1 << 20;
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----");

  /**
   * All certificates of the file, in its order.
   *
   * @throws IllegalArgumentException naming the variable, if there is none or one is malformed
   */
  public List<X509Certificate> certificates() {
    List<X509Certificate> found =
        CERTIFICATE
            .matcher(text())
            .results()
            .map(block -> certificate(block.group()))
            .collect(Collectors.toUnmodifiableList());
    if (found.isEmpty()) {
      throw wrong("which holds no certificate; allowed is a PEM file with BEGIN CERTIFICATE", null);
    }
    return found;
  }

  private X509Certificate certificate(String pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException malformed) {
      throw wrong("of which a certificate cannot be read", malformed);
    }
  }

  /**
   * The private key of the file.
   *
   * @throws IllegalArgumentException naming the variable, if there is none or it is malformed
   */
  public PrivateKey privateKey() {
    String text = text();
    Matcher key = KEY.matcher(text);
    if (!key.find()) {
      Matcher other = OTHER_KEY.matcher(text);
      throw wrong(
          other.find()
              ? "which holds an %s; allowed is a PRIVATE KEY, as `openssl pkcs8 -topk8 -nodes` makes it"
                  .formatted(other.group(1))
              : "which holds no key; allowed is a PEM file with BEGIN PRIVATE KEY",
          null);
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
      return key(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw wrong("of which the key cannot be read; allowed are RSA, EC and Ed25519", malformed);
    }
  }

  private static PrivateKey key(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
    for (String algorithm : List.of("EC", "RSA", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException another) {
        // The next one.
      }
    }
    throw new InvalidKeySpecException("no key of a known kind");
  }

  private String text() {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw wrong("which is larger than 1 MiB", null);
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      throw wrong("which cannot be read: " + unreadable.getClass().getSimpleName(), unreadable);
    }
  }

  private IllegalArgumentException wrong(String what, @Nullable Throwable cause) {
    return new IllegalArgumentException("%s is '%s', %s".formatted(variable, file, what), cause);
  }
}
