package dev.ionosphere.activities.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ionosphere.activities.model.Blob;
import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import dev.ionosphere.links.tls.PemFile;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubClientTest {
  private static final TimelineBatch BATCH =
      new TimelineBatch(
          "turbofan",
          "ion:turbofan",
          "run",
          List.of(
              new TimelineEntry(
                  "k1",
                  Instant.parse("2026-01-02T03:04:05Z"),
                  Actor.person("ada"),
                  null,
                  null,
                  new LifecycleEvent.IonLaunched("turbofan", "sha256:d", 1, Map.of()))));

  @TempDir Path directory;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "{\"sequence\":4,\"hash\":\"h\",\"later\":1}";
  private HttpServer server;
  private HubClient hub;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.add(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + " "
                    + new String(body, StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
            exchange.getResponseBody().write(head ? new byte[0] : bytes);
          }
        });
    server.start();
    Path token = Files.writeString(directory.resolve("token"), "secret\n");
    hub =
        new HubClient(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            token,
            ServerTrust.system("set ION_HUB_CA"));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void recordsWithTheTokenAndIsoTimes() {
    assertThat(hub.record(BATCH).sequence()).isEqualTo(4);
    assertThat(seen.getFirst())
        .startsWith("POST /internal/v1/timeline Bearer secret ")
        .contains("\"2026-01-02T03:04:05Z\"", "\"ionGeneration\":1");
  }

  @Test
  void asksForDevicesByEncodedSelector() {
    answer = "[\"engine-1\",\"engine-2\"]";
    assertThat(hub.devices("role=engine, site in (a)")).containsExactly("engine-1", "engine-2");
    assertThat(seen.getFirst()).contains("selector=role%3Dengine%2C+site+in+%28a%29");
  }

  @Test
  void doesNotUploadWhatTheHubHas() {
    hub.upload(Blob.of("x".getBytes(StandardCharsets.UTF_8)));
    assertThat(seen).hasSize(1).first().asString().startsWith("HEAD /internal/v1/blobs/2d711642");
  }

  @ParameterizedTest
  @CsvSource({
    "400,false",
    "409,false",
    "413,false",
    "422,false",
    "401,true",
    "403,true",
    "404,true",
    "429,true",
    "503,true"
  })
  void knowsWhatIsWorthTryingAgain(int code, boolean retryable) {
    status = code;
    answer = "{\"detail\":\"because of this\"}";
    assertThatThrownBy(() -> hub.record(BATCH))
        .isInstanceOfSatisfying(
            HubException.class,
            failed -> {
              assertThat(failed.category().retryable()).isEqualTo(retryable);
              assertThat(failed)
                  .hasMessageContaining("because of this")
                  .hasMessageContaining("" + code);
              assertThat(HubFailure.of(failed).isNonRetryable()).isEqualTo(!retryable);
            });
  }

  @Test
  void hubThatIsDownIsWorthTryingAgain() {
    server.stop(0);
    assertThatThrownBy(() -> hub.record(BATCH))
        .isInstanceOfSatisfying(
            HubException.class, failed -> assertThat(failed.category().retryable()).isTrue());
  }

  @Test
  void tokenThatIsNotThereYetIsWorthTryingAgainAndNeverSaid() throws IOException {
    Files.delete(directory.resolve("token"));
    assertThatThrownBy(() -> hub.record(BATCH))
        .hasMessageContaining("token file")
        .isInstanceOfSatisfying(
            HubException.class, failed -> assertThat(failed.category().retryable()).isTrue());
  }

  @Test
  void believesTheNamedCaOnly() throws IOException {
    CertificateAuthority authority =
        CertificateAuthority.create("Plant 7", Instant.now(), Duration.ofDays(1));
    Path file = directory.resolve("ca.crt");
    IdentityFile.writeCertificates(authority.identity().chain(), file);
    HttpsServer secured =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
    secured.setHttpsConfigurator(
        new HttpsConfigurator(
            ServerTrust.system("")
                .context(
                    Optional.of(
                        authority.issue(
                            List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1))))));
    secured.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("[]".getBytes(StandardCharsets.UTF_8));
          }
        });
    secured.start();
    try {
      URI address = URI.create("https://127.0.0.1:" + secured.getAddress().getPort());
      ServerTrust named =
          ServerTrust.of(
              Optional.of(new PemFile("ION_HUB_CA", file)), "set ION_HUB_CA", Clock.systemUTC());
      Path token = directory.resolve("token");
      assertThat(new HubClient(address, token, named).devices("")).isEmpty();
      HubClient stranger = new HubClient(address, token, ServerTrust.system("set ION_HUB_CA"));
      assertThatThrownBy(() -> stranger.devices(""))
          .isInstanceOf(HubException.class)
          .hasMessageContaining(
              "shows a certificate issued by 'CN=Plant 7', which is not trusted here; set ION_HUB_CA");
    } finally {
      secured.stop(0);
    }
  }
}
