package dev.ionosphere.links.authority;

import dev.ionosphere.links.tls.Identity;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** Issues certificates for servers and clients, with keys on P-256. */
public final class CertificateAuthority {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 120;

  /** Clocks of machines differ. */
  private static final Duration EARLIER = Duration.ofHours(1);

  private final Identity identity;

  private CertificateAuthority(Identity identity) {
    this.identity = identity;
  }

  public static CertificateAuthority of(Identity identity) {
    return new CertificateAuthority(identity);
  }

  /** A new one, which issues for servers and clients and makes no further authorities. */
  public static CertificateAuthority create(String name, Instant now, Duration validity) {
    KeyPair keys = keys();
    X500Principal subject = named(name);
    try {
      JcaX509v3CertificateBuilder builder = builder(subject, subject, keys, now, validity);
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          extensions.createSubjectKeyIdentifier(keys.getPublic()));
      return new CertificateAuthority(
          new Identity(keys.getPrivate(), List.of(signed(builder, keys))));
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("a certificate cannot be made", impossible);
    }
  }

  public Identity identity() {
    return identity;
  }

  /**
   * A certificate with a new key, for a server or for a client.
   *
   * @param names host names and addresses that it is for; the first is its subject
   */
  public Identity issue(List<String> names, Instant now, Duration validity) {
    KeyPair keys = keys();
    X509Certificate authority = identity.certificate();
    try {
      JcaX509v3CertificateBuilder builder =
          builder(
              authority.getSubjectX500Principal(), named(names.getFirst()), keys, now, validity);
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              names.stream().map(CertificateAuthority::alternative).toArray(GeneralName[]::new)));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          extensions.createAuthorityKeyIdentifier(authority.getPublicKey()));
      return new Identity(
          keys.getPrivate(),
          List.of(
              signed(builder, new KeyPair(authority.getPublicKey(), identity.key())), authority));
    } catch (GeneralSecurityException | IOException impossible) {
      throw new IllegalStateException("a certificate cannot be made", impossible);
    }
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, KeyPair keys, Instant now, Duration validity) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS),
        Date.from(now.minus(EARLIER)),
        Date.from(now.plus(validity)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair authority)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
    } catch (OperatorCreationException impossible) {
      throw new GeneralSecurityException(impossible);
    }
  }

  private static GeneralName alternative(String name) {
    return new GeneralName(
        IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
  }

  private static X500Principal named(String name) {
    return new X500Principal("CN=\"" + name.replaceAll("[\"\\\\]", "") + "\"");
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java has no P-256", impossible);
    }
  }
}
