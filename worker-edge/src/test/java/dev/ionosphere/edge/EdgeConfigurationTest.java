package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeConfigurationTest {

  private static final Map<String, String> LEAST =
      Map.of(
          "ION_HUB_URL", "http://127.0.0.1:8080",
          "ION_DEVICE", "engine-61",
          "ION_EDGE_DATA", "/tmp/edge",
          "ION_SOURCE_ROOT", "/tmp/source");

  @Test
  void hasDefaultsForWhatIsNotSaid() {
    EdgeConfiguration configuration = EdgeConfiguration.from(LEAST);
    assertThat(configuration.bucket()).isEqualTo(Duration.ofMinutes(1));
    assertThat(configuration.spoolBytes()).isEqualTo(64L << 20);
    assertThat(configuration.temporalAddress()).isEmpty();
    assertThat(configuration.otlp()).isEmpty();
  }

  @Test
  void takesTheEarlierNameOfABucketsLength() {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put("ION_WINDOW_SECONDS", "0.2");
    assertThat(EdgeConfiguration.from(environment).bucket()).isEqualTo(Duration.ofSeconds(1));
    environment.put("ION_BUCKET_SECONDS", "30");
    assertThat(EdgeConfiguration.from(environment).bucket()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void namesTheVariableAtFault() {
    assertRefused("ION_HUB_URL", "not a url");
    assertRefused("ION_HUB_URL", "ftp://x");
    assertRefused("ION_DEVICE", "../x");
    assertRefused("ION_DEVICE", "Engine_61");
    assertRefused("ION_DEVICE", "engine-");
    assertRefused("ION_BUCKET_SECONDS", "0");
    assertRefused("ION_BUCKET_SECONDS", "100000");
    assertRefused("ION_WINDOW_SECONDS", "0");
    assertRefused("ION_SPOOL_MB", "much");
    assertRefused("ION_EDGE_DATA", "");
  }

  private static void assertRefused(String name, String value) {
    Map<String, String> environment = new HashMap<>(LEAST);
    environment.put(name, value);
    assertThatThrownBy(() -> EdgeConfiguration.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
