package dev.ionosphere.api.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.identity.SecretFiles;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A hub that is asked by loopback, which is a proxy or a stranger. */
class ForwardedTest {
  private static final int MORE_THAN_A_BUCKET = 410;

  private static EmbeddedServer hub(String trusted) {
    return ApplicationContext.builder("test")
        .properties(
            Map.of(
                "hub.trusted-proxies",
                trusted,
                "testing.clock",
                "stopped",
                "datasources.default.url",
                "jdbc:h2:mem:forwarded"
                    + trusted.length()
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"))
        .start()
        .getBean(EmbeddedServer.class)
        .start();
  }

  /** No second passes, so no bucket fills again. */
  @Factory
  @Requires(property = "testing.clock", value = "stopped")
  static final class StoppedClock {
    @Singleton
    @Replaces(Clock.class)
    Clock clock() {
      return Clock.fixed(Instant.now(), ZoneOffset.UTC);
    }
  }

  private static int ask(HttpClient client, EmbeddedServer hub, String from)
      throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(hub.getURI() + "/login"))
                .header("X-Forwarded-For", from)
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void flood(HttpClient client, EmbeddedServer hub, String from)
      throws IOException, InterruptedException {
    for (int i = 0; i < MORE_THAN_A_BUCKET; i++) {
      int unused = ask(client, hub, from);
    }
  }

  @Test
  void whoFloodsThroughATrustedProxyIsAloneRefused() throws Exception {
    EmbeddedServer hub = hub("127.0.0.0/8");
    try (HttpClient client = HttpClient.newHttpClient()) {
      flood(client, hub, "203.0.113.1");
      assertThat(ask(client, hub, "203.0.113.1")).isEqualTo(429);
      assertThat(ask(client, hub, "203.0.113.2")).isEqualTo(200);
      assertThat(ask(client, hub, "203.0.113.2, 203.0.113.1"))
          .as("an invented origin before the real one")
          .isEqualTo(429);
    } finally {
      hub.getApplicationContext().close();
    }
  }

  @Test
  void aStrangerGetsNoNewBucketForAnInventedAddress() throws Exception {
    EmbeddedServer hub = hub("");
    try (HttpClient client = HttpClient.newHttpClient()) {
      flood(client, hub, "203.0.113.1");
      assertThat(ask(client, hub, "203.0.113.2")).isEqualTo(429);
    } finally {
      hub.getApplicationContext().close();
    }
  }

  @Test
  void onlyATrustedProxySaysThatAPersonCameByHttps() throws Exception {
    for (String trusted : new String[] {"127.0.0.1", ""}) {
      EmbeddedServer hub = hub(trusted);
      try (HttpClient client = HttpClient.newHttpClient()) {
        String token =
            hub.getApplicationContext()
                .getBean(SecretFiles.class)
                .read("viewer.token")
                .orElseThrow();
        String cookie =
            client
                .send(
                    HttpRequest.newBuilder(URI.create(hub.getURI() + "/login"))
                        .header("X-Forwarded-Proto", "https")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                        .build(),
                    HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElse("");
        assertThat(cookie.contains("Secure"))
            .as("trusted '%s'", trusted)
            .isEqualTo(!trusted.isEmpty());
      } finally {
        hub.getApplicationContext().close();
      }
    }
  }

  @Test
  void onlyATrustedProxySaysWhichHostADeviceSigned() throws Exception {
    for (String trusted : new String[] {"127.0.0.0/16", ""}) {
      EmbeddedServer hub = hub(trusted);
      try {
        TestingHttp http = hub.getApplicationContext().getBean(TestingHttp.class);
        TestingDevice device = new TestingDevice(http, "behind").enrolled("{}");
        assertThat(device.open().status()).isEqualTo(200);
        Map<String, String> headers =
            new HashMap<>(device.sign("GET", "/edge/v1/state", "", "Hub.Example.org:443"));
        headers.put("X-Forwarded-Host", "hub.example.org:443");
        TestingHttp.Answer answer =
            http.send("GET", "/edge/v1/state", headers, HttpRequest.BodyPublishers.noBody());
        assertThat(answer.body())
            .as("trusted '%s'", trusted)
            .contains(trusted.isEmpty() ? "signature-wrong" : "assignment");
      } finally {
        hub.getApplicationContext().close();
      }
    }
  }
}
