package dev.ionosphere.links.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {
  @TempDir Path directory;
  private final CertificateAuthority authority =
      CertificateAuthority.create("Hub of a \"test\"", Instant.now(), Duration.ofDays(2));

  private PemFile file(String name) {
    return new PemFile("ION_TLS_KEY", directory.resolve(name));
  }

  private Identity issued() {
    return authority.issue(List.of("localhost", "::1"), Instant.now(), Duration.ofDays(1));
  }

  @Test
  void readsWhatWasWritten() throws IOException {
    Identity identity = issued();
    IdentityFile.write(identity, directory.resolve("hub.pem"));
    assertThat(Identity.of(file("hub.pem"), file("hub.pem"))).isEqualTo(identity);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("hub.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesAKeyOfAnotherCertificate() throws IOException {
    IdentityFile.write(issued(), directory.resolve("one.pem"));
    IdentityFile.write(issued(), directory.resolve("two.pem"));
    assertThatThrownBy(() -> Identity.of(file("one.pem"), file("two.pem")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two.pem' is not the key of");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Files.writeString(directory.resolve("text"), "hello");
    Files.writeString(
        directory.resolve("old"),
        "-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----\n");
    Files.writeString(
        directory.resolve("broken"),
        "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n");
    assertThatThrownBy(() -> file("nowhere").privateKey())
        .hasMessageContaining("ION_TLS_KEY is '" + directory.resolve("nowhere"))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> file("text").privateKey()).hasMessageContaining("holds no key");
    assertThatThrownBy(() -> file("old").privateKey())
        .hasMessageContaining("holds an RSA PRIVATE KEY")
        .hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(() -> file("text").certificates())
        .hasMessageContaining("holds no certificate");
    assertThatThrownBy(() -> file("broken").certificates())
        .hasMessageContaining("a certificate cannot be read");
  }
}
