package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A hub behind HTTPS, as one that listens beyond loopback is: with the certificate of its own CA,
 * on an address that the machine does not call itself by. {@link HttpsSoak} lives the demo's life
 * there.
 */
class HttpsIT {
  private static final String ADDRESS = "127.0.0.2";

  @Test
  void commandsAndStrangersMeetTheHubOverHttps() throws Exception {
    try (LocalIon ion =
        LocalIon.create("https-up", Map.of("ION_TLS", "on", "ION_HUB_HOST", ADDRESS))) {
      Path authority = ion.data().resolve("hub/secrets/ca.crt");
      assertThat(ion.ion("up")).contains("https://" + ADDRESS, authority.toString());
      assertThat(ion.ion("get")).isNotNull();
      String hub = "https://%s:%d".formatted(ADDRESS, ion.port("hub"));
      HubClient plain = new HubClient("http://%s:%d".formatted(ADDRESS, ion.port("hub")), Map.of());
      assertThat(plain.send("GET", "/health", "application/json", "").status()).isEqualTo(400);

      Path token = Files.writeString(ion.directory().resolve("token"), ion.token("viewer"));
      Program.Result stranger = ion.attempt("login", hub, "--token-file", token.toString());
      assertThat(stranger.exitCode()).as(stranger.output()).isZero();
      LocalIon elsewhere = ion.with(Map.of("ION_DATA", ion.directory().resolve("none").toString()));
      Program.Result untold = elsewhere.attempt("login", hub, "--token-file", token.toString());
      assertThat(untold.exitCode()).as(untold.output()).isEqualTo(4);
      assertThat(untold.output())
          .contains("shows a certificate issued by 'CN=Ionosphere hub', which is not trusted here");
      Path copy = Files.copy(authority, ion.directory().resolve("copy.crt"));
      assertThat(
              elsewhere.ion(
                  "login", hub, "--token-file", token.toString(), "--ca", copy.toString()))
          .contains("Signed in at " + hub);
      assertThat(elsewhere.ion("get", "--hub", hub)).isNotNull();
    }
  }
}
