package dev.ionosphere.api.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.links.tls.PemFile;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.links.tls.UntrustedServerException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path secrets;
  private static HubAuthority authority;
  private static EmbeddedServer hub;

  @BeforeAll
  static void start() throws IOException {
    authority = new HubAuthority(secrets, List.of("127.0.0.1"));
    Map<String, Object> properties =
        new HashMap<>(TlsProperties.of(new HubTls.Own(authority), "-1", Instant.now()));
    properties.put("micronaut.certificate.file.hub.refresh-interval", "100ms");
    properties.put(
        "datasources.default.url", "jdbc:h2:mem:https;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
    hub =
        ApplicationContext.builder("test")
            .properties(properties)
            .start()
            .getBean(EmbeddedServer.class)
            .start();
  }

  @AfterAll
  static void stop() {
    hub.getApplicationContext().close();
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .sslContext(
            ServerTrust.of(
                    Optional.of(new PemFile("ION_HUB_CA", authority.certificate())),
                    "set ION_HUB_CA",
                    Clock.systemUTC())
                .context())
        .build();
  }

  private static URI address(String scheme, String host, String path) {
    return URI.create(scheme + "://" + host + ":" + hub.getPort() + path);
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient client = client()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void servesWhoTrustsItsAuthority() throws Exception {
    HttpResponse<String> answer =
        send(HttpRequest.newBuilder(address("https", "127.0.0.1", "/login")).build());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
  }

  @Test
  void isNotBelievedUnderAnotherName() {
    assertThatThrownBy(
            () -> send(HttpRequest.newBuilder(address("https", "localhost", "/login")).build()))
        .satisfies(failed ->
            assertThat(UntrustedServerException.sentence(failed).orElse(""))
                .contains("a certificate for 127.0.0.1", "issued by 'CN=Ionosphere hub'"));
  }

  @Test
  void theSessionNeverLeavesHttps() throws Exception {
    String token =
        hub.getApplicationContext().getBean(SecretFiles.class).read("viewer.token").orElseThrow();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(address("https", "127.0.0.1", "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                .build());
    assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
        .contains("ion_session=", "Secure", "HTTPOnly", "SameSite=Strict");
  }

  @Test
  void whoSpeaksPlainHttpIsTold() throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(address("http", "127.0.0.1", "/login"))
                .version(HttpClient.Version.HTTP_1_1)
                .build());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("This is the hub's HTTPS port; call it with https:// instead of http://.\n");
  }

  @Test
  void speaksNothingOlderThanTls12() throws Exception {
    byte[] hello =
        HexFormat.of()
            .parseHex(
                "160301002f"
                    + "0100002b"
                    + "0302"
                    + "00".repeat(32)
                    + "00"
                    + "0004c013002f"
                    + "0100");
    try (Socket socket = new Socket("127.0.0.1", hub.getPort())) {
      hello[3] = 0;
      hello[4] = (byte) (hello.length - 5);
      hello[8] = (byte) (hello.length - 9);
      socket.getOutputStream().write(hello);
      byte[] alert = new byte[7];
      new DataInputStream(socket.getInputStream()).readFully(alert);
      assertThat(alert[0]).as("alert").isEqualTo((byte) 21);
      assertThat(alert[6]).as("protocol version").isEqualTo((byte) 70);
    }
  }

  @Test
  void aRenewedCertificateIsShownWithoutARestart() throws Exception {
    BigInteger before = shown().getSerialNumber();
    assertThat(new HubAuthority(secrets, List.of("127.0.0.1", "192.0.2.1")).prepare(Instant.now()))
        .isTrue();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (shown().getSerialNumber().equals(before) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(shown().getSerialNumber()).isNotEqualTo(before);
  }

  private static X509Certificate shown() {
    try {
      HttpResponse<String> answer =
          send(HttpRequest.newBuilder(address("https", "127.0.0.1", "/login")).build());
      return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
