package dev.ionosphere.links.authority;

import dev.ionosphere.links.tls.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Writes PEM files, each whole or not at all. */
public final class IdentityFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWN =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> READABLE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private IdentityFile() {}

  /** Key and certificates in one file that only its owner reads: they change together. */
  public static void write(Identity identity, Path file) throws IOException {
    replace(
        file,
        block("PRIVATE KEY", identity.key().getEncoded()) + certificates(identity.chain()),
        OWN);
  }

  /** Certificates only, which are no secret. */
  public static void writeCertificates(List<X509Certificate> certificates, Path file)
      throws IOException {
    replace(file, certificates(certificates), READABLE);
  }

  private static String certificates(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      try {
        text.append(block("CERTIFICATE", certificate.getEncoded()));
      } catch (CertificateEncodingException impossible) {
        throw new IllegalStateException("a certificate has no encoding", impossible);
      }
    }
    return text.toString();
  }

  private static String block(String kind, byte[] encoded) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, LINES.encodeToString(encoded), kind);
  }

  private static void replace(
      Path file, String text, FileAttribute<Set<PosixFilePermission>> permissions)
      throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, permissions);
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
