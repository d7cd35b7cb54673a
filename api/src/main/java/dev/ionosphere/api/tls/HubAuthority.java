package dev.ionosphere.api.tls;

import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import dev.ionosphere.links.tls.Identity;
import dev.ionosphere.links.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The hub's own certificate authority, for installations that have no other: made at the first
 * start, kept with the secrets, and asked for the hub's certificate only.
 *
 * @param secrets the directory with {@code ca.pem} and {@code hub.pem}, which only its owner reads,
 *     and {@code ca.crt}, which clients need
 * @param names by which the hub is called
 */
public record HubAuthority(Path secrets, List<String> names) {
  private static final Duration AUTHORITY = Duration.ofDays(3_650);
  private static final Duration CERTIFICATE = Duration.ofDays(397);

  /** Long enough for a person to notice that nobody renews. */
  static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  public HubAuthority {
    names = List.copyOf(names);
  }

  /** Key and certificate of the hub. */
  Path hub() {
    return secrets.resolve("hub.pem");
  }

  /** The certificate that whoever calls the hub has to trust. */
  Path certificate() {
    return secrets.resolve("ca.crt");
  }

  private Path authority() {
    return secrets.resolve("ca.pem");
  }

  /**
   * Makes what is missing, and anew what ends soon or lacks a name.
   *
   * @return whether the hub has a new certificate
   * @throws IllegalArgumentException naming a file that cannot be read as what it should be
   */
  boolean prepare(Instant now) throws IOException {
    Files.createDirectories(secrets);
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
    boolean made = false;
    if (Files.notExists(authority())) {
      IdentityFile.write(
          CertificateAuthority.create("Ionosphere hub", now, AUTHORITY).identity(), authority());
      made = true;
    }
    CertificateAuthority authority = CertificateAuthority.of(read(authority()));
    if (made || Files.notExists(certificate())) {
      IdentityFile.writeCertificates(authority.identity().chain(), certificate());
    }
    if (!made && Files.exists(hub()) && isGood(read(hub()).certificate(), now)) {
      return false;
    }
    IdentityFile.write(authority.issue(names, now, CERTIFICATE), hub());
    return true;
  }

  private static Identity read(Path file) {
    PemFile pem = new PemFile("the hub's certificate file", file);
    return Identity.of(pem, pem);
  }

  private boolean isGood(X509Certificate hub, Instant now) {
    return now.plus(RENEWED_BEFORE).isBefore(hub.getNotAfter().toInstant())
        && now.isAfter(hub.getNotBefore().toInstant())
        && HubNames.of(hub).containsAll(HubNames.canonical(names));
  }
}
