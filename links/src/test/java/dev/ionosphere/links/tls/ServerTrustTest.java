package dev.ionosphere.links.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTrustTest {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final String ADVICE = "set ION_HUB_CA to the file of its CA";

  private final Clock clock = Clock.systemUTC();
  private final Instant now = clock.instant();
  private final CertificateAuthority authority =
      CertificateAuthority.create("Hub of a test", now, YEAR.multipliedBy(10));

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void writeAuthority() throws IOException {
    file = directory.resolve("ca.crt");
    IdentityFile.writeCertificates(authority.identity().chain(), file);
  }

  private ServerTrust trust(Clock clock) {
    return ServerTrust.of(Optional.of(new PemFile("ION_HUB_CA", file)), ADVICE, clock);
  }

  private int ask(Identity server, ServerTrust trust, String host) throws Exception {
    try (TestingTlsServer listening = new TestingTlsServer(server);
        HttpClient client = HttpClient.newBuilder().sslContext(trust.context()).build()) {
      URI address = URI.create("https://" + host + ":" + listening.port() + "/");
      return client
          .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private String refusal(Identity server, ServerTrust trust, String host) {
    return UntrustedServerException.sentence(catchThrowable(() -> ask(server, trust, host)))
        .orElse("");
  }

  @Test
  void believesTheNamedAuthority() throws Exception {
    Identity server = authority.issue(List.of("localhost", "127.0.0.1", "::1"), now, YEAR);
    assertThat(ask(server, trust(clock), "127.0.0.1")).isEqualTo(204);
    assertThat(ask(server, trust(clock), "localhost")).isEqualTo(204);
  }

  @Test
  void namesHostIssuerAndRemedyIfAnotherAuthorityIssued() {
    Identity server =
        CertificateAuthority.create("Somebody else", now, YEAR)
            .issue(List.of("127.0.0.1"), now, YEAR);
    assertThat(refusal(server, trust(clock), "127.0.0.1"))
        .startsWith("127.0.0.1:")
        .contains("issued by 'CN=Somebody else', which is not trusted here; " + ADVICE);
  }

  @Test
  void namesTheRemedyIfNoAuthorityIsNamed() {
    Identity server = authority.issue(List.of("127.0.0.1"), now, YEAR);
    assertThat(refusal(server, ServerTrust.of(Optional.empty(), ADVICE, clock), "127.0.0.1"))
        .contains("issued by 'CN=Hub of a test', which is not trusted here; " + ADVICE);
  }

  @Test
  void refusesACertificateForAnotherHost() {
    Identity server = authority.issue(List.of("hub.example.org", "10.0.0.1"), now, YEAR);
    assertThat(refusal(server, trust(clock), "127.0.0.1"))
        .startsWith("127.0.0.1:")
        .contains("a certificate for hub.example.org, 10.0.0.1, issued by 'CN=Hub of a test'");
  }

  @Test
  void refusesACertificateForAnotherHostOnTheConnectionOfDevices() {
    Identity server = authority.issue(List.of("hub.example.org"), now, YEAR);
    try (TestingTlsServer listening = new TestingTlsServer(server)) {
      Throwable refused = catchThrowable(() -> connect(listening.port()));
      assertThat(refused).isInstanceOf(IOException.class);
      assertThat(String.valueOf(refused.getMessage()) + UntrustedServerException.sentence(refused))
          .contains("hub.example.org");
    }
  }

  private int connect(int port) throws IOException {
    HttpsURLConnection connection =
        (HttpsURLConnection) URI.create("https://127.0.0.1:" + port + "/").toURL().openConnection();
    connection.setSSLSocketFactory(trust(clock).context().getSocketFactory());
    return connection.getResponseCode();
  }

  @Test
  void saysWhenACertificateEnded() {
    Identity server = authority.issue(List.of("127.0.0.1"), now.minus(YEAR), Duration.ofDays(360));
    assertThat(refusal(server, trust(clock), "127.0.0.1")).contains("a certificate that ended at");
  }

  @Test
  void aClockBeforeTheAuthorityIsWrongAndDoesNotKeepADeviceOut() throws Exception {
    Identity server = authority.issue(List.of("127.0.0.1"), now, YEAR);
    Clock battery = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    assertThat(ask(server, trust(battery), "127.0.0.1")).isEqualTo(204);
    Identity foreign =
        CertificateAuthority.create("Somebody else", now, YEAR)
            .issue(List.of("127.0.0.1"), now, YEAR);
    assertThat(refusal(foreign, trust(battery), "127.0.0.1")).contains("not trusted here");
  }
}
