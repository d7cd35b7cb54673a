package dev.ionosphere.api.tls;

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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTlsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

  @TempDir Path directory;

  private HubTls of(Map<String, String> environment) {
    return HubTls.of(environment, directory);
  }

  @Test
  void isPlainOnLoopbackAndProtectedBeyond() {
    assertThat(of(Map.of())).isEqualTo(new HubTls.Off(false));
    assertThat(of(Map.of("ION_HUB_HOST", "127.0.0.2"))).isEqualTo(new HubTls.Off(false));
    assertThat(of(Map.of("ION_HUB_HOST", "0.0.0.0"))).isInstanceOf(HubTls.Own.class);
    assertThat(of(Map.of("ION_HUB_HOST", "192.0.2.7"))).isInstanceOf(HubTls.Own.class);
    assertThat(of(Map.of("ION_TLS", "on"))).isInstanceOf(HubTls.Own.class);
  }

  @Test
  void isPlainBeyondLoopbackOnlyIfThatIsSaid() {
    assertThat(of(Map.of("ION_HUB_HOST", "0.0.0.0", "ION_TLS", "off")))
        .isEqualTo(new HubTls.Off(true));
  }

  @Test
  void takesACertificateFromElsewhere() throws IOException {
    Path file = directory.resolve("hub.example.org.pem");
    IdentityFile.write(
        CertificateAuthority.create("elsewhere", NOW, Duration.ofDays(2))
            .issue(List.of("hub.example.org"), NOW, Duration.ofDays(1)),
        file);
    Map<String, String> files =
        Map.of("ION_TLS_CERTIFICATE", file.toString(), "ION_TLS_KEY", file.toString());
    assertThat(of(files)).isEqualTo(new HubTls.Given(file, file));
    assertThat(TlsProperties.of(of(files), "8420", NOW))
        .containsEntry("micronaut.server.ssl.port", "8420")
        .containsEntry("micronaut.server.ssl.protocols", "TLSv1.3,TLSv1.2")
        .containsEntry("hub.notices.public-url", "https://localhost:8420");
  }

  @Test
  void namesTheVariableThatIsWrong() {
    assertThatThrownBy(() -> of(Map.of("ION_TLS", "yes")))
        .hasMessage("ION_TLS is 'yes', allowed are on and off");
    assertThatThrownBy(() -> of(Map.of("ION_TLS_KEY", "/x")))
        .hasMessage("ION_TLS_KEY is set and ION_TLS_CERTIFICATE is not; allowed are both or none");
    assertThatThrownBy(
            () -> of(Map.of("ION_TLS", "off", "ION_TLS_KEY", "/x", "ION_TLS_CERTIFICATE", "/y")))
        .hasMessage("ION_TLS is 'off', but ION_TLS_CERTIFICATE is set; remove one of them");
    assertThatThrownBy(
            () -> of(Map.of("ION_TLS_KEY", "/nowhere/x", "ION_TLS_CERTIFICATE", "/nowhere/y")))
        .hasMessageStartingWith("ION_TLS_KEY is '/nowhere/x', which cannot be read");
    assertThatThrownBy(() -> of(Map.of("ION_TLS", "on", "ION_TLS_NAMES", "hub,no host")))
        .hasMessageStartingWith("ION_TLS_NAMES has 'no host'");
  }

  @Test
  void theCertificateIsForAllNamesOfTheHub() {
    assertThat(
            HubNames.of(
                Map.of(
                    "ION_HUB_HOST", "127.0.0.2",
                    "ION_TLS_NAMES", "hub, 192.0.2.1",
                    "ION_PUBLIC_URL", "https://ion.example.org:8443/")))
        .containsExactly(
            "localhost", "127.0.0.1", "::1", "hub", "192.0.2.1", "ion.example.org", "127.0.0.2");
    assertThat(HubNames.of(Map.of("ION_HUB_HOST", "0.0.0.0"))).contains("localhost", "127.0.0.1");
  }

  @Test
  void theSecretsOfTheAuthorityAreItsOwners() throws IOException {
    new HubAuthority(directory, List.of("localhost")).prepare(NOW);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    for (String secret : List.of("ca.pem", "hub.pem")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve(secret))))
          .isEqualTo("rw-------");
    }
    assertThat(directory.resolve("ca.crt")).content().doesNotContain("PRIVATE");
  }

  @Test
  void theCertificateIsRenewedBeforeItEndsAndForANewName() throws IOException {
    HubAuthority authority = new HubAuthority(directory, List.of("localhost", "::1"));
    assertThat(authority.prepare(NOW)).isTrue();
    String trusted = Files.readString(authority.certificate());
    assertThat(authority.prepare(NOW)).isFalse();
    assertThat(authority.prepare(NOW.plus(Duration.ofDays(360)))).isFalse();
    assertThat(authority.prepare(NOW.plus(Duration.ofDays(368)))).isTrue();
    HubAuthority moved = new HubAuthority(directory, List.of("localhost", "::1", "192.0.2.9"));
    assertThat(moved.prepare(NOW.plus(Duration.ofDays(368)))).isTrue();
    assertThat(moved.prepare(NOW.plus(Duration.ofDays(368)))).isFalse();
    assertThat(Files.readString(authority.certificate()))
        .as("who trusted the hub still does")
        .isEqualTo(trusted);
  }
}
