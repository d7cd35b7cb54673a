package dev.ionosphere.links.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalSecurityTest {
  @TempDir Path directory;

  private static TemporalSecurity of(Map<String, String> environment) {
    return TemporalSecurity.of(environment, Clock.systemUTC());
  }

  @Test
  void isOffUnlessSomethingAsksForIt() {
    assertThat(of(Map.of()).tls()).isEmpty();
    assertThat(of(Map.of("TEMPORAL_TLS", "false")).tls()).isEmpty();
    assertThat(of(Map.of("TEMPORAL_TLS", "true")).tls()).isPresent();
    assertThat(of(Map.of("TEMPORAL_API_KEY", "secret")).tls()).isPresent();
    assertThat(of(Map.of("TEMPORAL_TLS_SERVER_NAME", "temporal")).tls()).isPresent();
  }

  @Test
  void neverSaysTheKey() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "top-secret\n");
    TemporalSecurity given = of(Map.of("TEMPORAL_API_KEY", "top-secret"));
    TemporalSecurity inFile = of(Map.of("TEMPORAL_API_KEY_FILE", file.toString()));
    assertThat(given.apiKey().orElseThrow().value()).isEqualTo("top-secret");
    assertThat(inFile.apiKey().orElseThrow().value()).isEqualTo("top-secret");
    assertThat(given + " " + given.apiKey() + inFile.apiKey()).doesNotContain("top-secret");
    assertThat(given).hasToString("TLS, API key");
  }

  @Test
  void takesANewKeyFromItsFile() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "old");
    ApiKey key = of(Map.of("TEMPORAL_API_KEY_FILE", file.toString())).apiKey().orElseThrow();
    Files.writeString(file, "new");
    assertThat(key.value()).isEqualTo("new");
  }

  @Test
  void readsAClientCertificate() throws IOException {
    Path file = directory.resolve("client.pem");
    IdentityFile.write(
        CertificateAuthority.create("clients", Instant.now(), Duration.ofDays(2))
            .issue(List.of("worker"), Instant.now(), Duration.ofDays(1)),
        file);
    assertThat(
            of(Map.of(
                    "TEMPORAL_TLS_CLIENT_CERT_PATH",
                    file.toString(),
                    "TEMPORAL_TLS_CLIENT_KEY_PATH",
                    file.toString()))
                .tls()
                .orElseThrow()
                .identity())
        .isPresent();
  }

  @Test
  void namesTheVariableThatIsWrong() {
    assertThatThrownBy(() -> of(Map.of("TEMPORAL_TLS", "yes")))
        .hasMessage("TEMPORAL_TLS is 'yes', allowed are true and false");
    assertThatThrownBy(() -> of(Map.of("TEMPORAL_TLS", "false", "TEMPORAL_API_KEY", "secret")))
        .hasMessageStartingWith("TEMPORAL_TLS is 'false', but an API key")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> of(Map.of("TEMPORAL_TLS_CLIENT_KEY_PATH", "/x")))
        .hasMessage(
            "TEMPORAL_TLS_CLIENT_KEY_PATH is set and TEMPORAL_TLS_CLIENT_CERT_PATH is not; allowed are both or none");
    assertThatThrownBy(
            () -> of(Map.of("TEMPORAL_API_KEY", "secret", "TEMPORAL_API_KEY_FILE", "/x")))
        .hasMessageContaining("both set");
    assertThatThrownBy(() -> of(Map.of("TEMPORAL_API_KEY_FILE", "/nowhere/key")))
        .hasMessage("TEMPORAL_API_KEY_FILE is '/nowhere/key', which cannot be read");
    assertThatThrownBy(() -> of(Map.of("TEMPORAL_TLS_SERVER_CA_CERT_PATH", "/nowhere/ca")))
        .hasMessageStartingWith("TEMPORAL_TLS_SERVER_CA_CERT_PATH is '/nowhere/ca'");
  }
}
