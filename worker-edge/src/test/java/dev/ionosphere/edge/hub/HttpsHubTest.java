package dev.ionosphere.edge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import dev.ionosphere.links.tls.PemFile;
import dev.ionosphere.links.tls.ServerTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device and a hub whose certificate is of a CA that the machine does not know. */
class HttpsHubTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;
  private final CertificateAuthority authority =
      CertificateAuthority.create("Plant 7", Instant.now(), DAY);
  private final HubLink link = new HubLink();
  private HttpsServer server;
  private PemFile file;

  @BeforeEach
  void writeAuthority() throws IOException {
    file = new PemFile("ION_HUB_CA", directory.resolve("ca.crt"));
    IdentityFile.writeCertificates(authority.identity().chain(), file.file());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** A hub with a certificate for that name, and a device that calls it by its address. */
  private HubDoor hub(String name, Optional<PemFile> trusted, Clock clock) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            ServerTrust.system("")
                .context(Optional.of(authority.issue(List.of(name), Instant.now(), DAY)))));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
          }
        });
    server.start();
    return new HubDoor(
        new HubConnections(
            URI.create("https://127.0.0.1:" + server.getAddress().getPort()),
            ServerTrust.of(trusted, "set ION_HUB_CA to the file of its CA", clock),
            link),
        clock);
  }

  @Test
  void speaksWithAHubOfTheNamedCa() throws IOException {
    assertThat(hub("127.0.0.1", Optional.of(file), Clock.systemUTC()).root()).isEqualTo(BODY);
    assertThat(link.reachable()).isTrue();
  }

  @Test
  void saysWhatToSetIfTheCaIsNotNamed() throws IOException {
    HubDoor hub = hub("127.0.0.1", Optional.empty(), Clock.systemUTC());
    assertThatThrownBy(() -> hub.root())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "shows a certificate issued by 'CN=Plant 7', which is not trusted here; set ION_HUB_CA");
    assertThat(link.reachable()).isFalse();
  }

  @Test
  void refusesACertificateForAnotherHost() throws IOException {
    HubDoor hub = hub("hub.example.org", Optional.of(file), Clock.systemUTC());
    assertThatThrownBy(() -> hub.root())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("hub.example.org");
    assertThat(link.reachable()).isFalse();
  }

  @Test
  void reachesTheHubWithAClockThatBeginsIn1970() throws IOException {
    Clock epoch = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    assertThat(hub("127.0.0.1", Optional.of(file), epoch).root()).isEqualTo(BODY);
    assertThat(link.reachable()).isTrue();
  }
}
