package dev.ionosphere.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.StartFailedException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubAddressTest {
  private static final Map<String, String> OWN_CERTIFICATE =
      Map.of("ION_TLS_CERTIFICATE", "/hub.crt", "ION_TLS_KEY", "/hub.key");

  @TempDir Path directory;

  private HubAddress of(String host, Map<String, String> environment) {
    return HubAddress.of(host, 8420, environment, new Layout(directory));
  }

  @Test
  void isPlainOnLoopback() {
    assertThat(of("127.0.0.1", Map.of()))
        .isEqualTo(new HubAddress(URI.create("http://127.0.0.1:8420"), Optional.empty()));
  }

  @Test
  void isHttpsWithTheHubsCaBeyondLoopback() {
    Path authority = directory.resolve("hub/secrets/ca.crt");
    assertThat(of("0.0.0.0", Map.of()))
        .isEqualTo(new HubAddress(URI.create("https://127.0.0.1:8420"), Optional.of(authority)));
    assertThat(of("192.0.2.7", Map.of()).address()).hasToString("https://192.0.2.7:8420");
    assertThat(of("2001:db8::1", Map.of()).address()).hasToString("https://[2001:db8::1]:8420");
    assertThat(of("127.0.0.2", Map.of("ION_TLS", "on")).address())
        .hasToString("https://127.0.0.2:8420");
    assertThat(of("0.0.0.0", Map.of("ION_TLS", "off")).address())
        .hasToString("http://127.0.0.1:8420");
  }

  @Test
  void isThePublishedAddressWithACertificateFromElsewhere() {
    assertThatThrownBy(() -> of("0.0.0.0", OWN_CERTIFICATE))
        .isInstanceOf(StartFailedException.class)
        .hasMessageStartingWith("ION_PUBLIC_URL is ''");
    Map<String, String> all = new java.util.HashMap<>(OWN_CERTIFICATE);
    all.put("ION_PUBLIC_URL", "https://ion.example.org/");
    all.put("ION_HUB_CA", "/plant.crt");
    assertThat(of("0.0.0.0", all))
        .isEqualTo(
            new HubAddress(
                URI.create("https://ion.example.org"), Optional.of(Path.of("/plant.crt"))));
  }

  @Test
  void isRemembered() {
    ProcessTable table = ProcessTable.read(directory.resolve("processes.json"));
    assertThat(HubAddress.remembered(table, 8420).address()).hasToString("http://127.0.0.1:8420");
    HubAddress address = of("0.0.0.0", Map.of());
    address.remember(table);
    HubAddress.listen(table, "0.0.0.0");
    ProcessTable later = ProcessTable.read(directory.resolve("processes.json"));
    assertThat(HubAddress.remembered(later, 1)).isEqualTo(address);
    assertThat(HubAddress.host(later, Map.of())).isEqualTo("0.0.0.0");
    assertThat(HubAddress.host(later, Map.of("ION_HUB_HOST", "127.0.0.1"))).isEqualTo("127.0.0.1");
    of("127.0.0.1", Map.of()).remember(later);
    assertThat(HubAddress.remembered(later, 1).authority()).isEmpty();
  }
}
