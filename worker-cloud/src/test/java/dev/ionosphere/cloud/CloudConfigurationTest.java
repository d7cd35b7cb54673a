package dev.ionosphere.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudConfigurationTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ION_HUB_URL", "http://127.0.0.1:8080",
          "ION_TOKEN_FILE", "/data/secrets/service.token",
          "ION_CLOUD_DATA", "/data/worker-cloud",
          "ION_DATA_ROOT", "/data/root",
          "SPARK_HOME", "/spark",
          "ION_PIPELINES", "/pipelines.jar");

  @Test
  void hasDefaults() {
    CloudConfiguration configuration = CloudConfiguration.of(ENVIRONMENT);
    assertThat(configuration.temporalAddress()).isEqualTo("127.0.0.1:7233");
    assertThat(configuration.temporalNamespace()).isEqualTo("default");
    assertThat(configuration.healthPort()).isZero();
    assertThat(configuration.collector()).isEmpty();
    assertThat(configuration.outgoing()).hasToString("none");
  }

  @Test
  void refusesSecretsAndAddressesThatCannotBe() {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("ION_SECRETS", "/no/such/folder");
    assertThatThrownBy(() -> CloudConfiguration.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ION_SECRETS /no/such/folder is no folder");
    environment.remove("ION_SECRETS");
    environment.put("ION_OUTGOING", "hooks.example.org, http://");
    assertThatThrownBy(() -> CloudConfiguration.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'http://'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ION_HUB_URL",
        "ION_TOKEN_FILE",
        "ION_CLOUD_DATA",
        "ION_DATA_ROOT",
        "SPARK_HOME",
        "ION_PIPELINES"
      })
  void namesWhatIsMissing(String name) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.remove(name);
    assertThatThrownBy(() -> CloudConfiguration.of(environment)).hasMessage(name + " is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "ION_HUB_URL,ftp://x",
    "ION_HUB_URL,not a uri",
    "ION_HEALTH_PORT,70000",
    "ION_HEALTH_PORT,many"
  })
  void namesWhatIsWrong(String name, String value) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put(name, value);
    assertThatThrownBy(() -> CloudConfiguration.of(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(value);
  }
}
