package dev.ionosphere.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.process.Layout;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {

  private static final URI HUB = URI.create("http://127.0.0.1:1");

  @TempDir Path directory;

  @Test
  void theManagedSparkRunsOnOurJdk() {
    assertThat(cloud(Map.of("JAVA_HOME", "/theirs")))
        .containsEntry("JAVA_HOME", "/ours")
        .containsEntry("SPARK_HOME", directory.resolve("spark").toString());
  }

  @Test
  void anotherSparkRunsOnTheJdkThatCameWithIt() {
    assertThat(cloud(Map.of("SPARK_HOME", "/spark", "JAVA_HOME", "/theirs")))
        .containsEntry("JAVA_HOME", "/theirs")
        .containsEntry("SPARK_HOME", "/spark");
    assertThat(cloud(Map.of("SPARK_HOME", "/spark"))).containsEntry("JAVA_HOME", "/ours");
  }

  @Test
  void theCloudWorkerHearsWhereItMaySendAndWhereSecretsAre() {
    assertThat(cloud(Map.of("ION_OUTGOING", "hooks.example.org", "ION_SECRETS", "/secrets")))
        .containsEntry("ION_OUTGOING", "hooks.example.org")
        .containsEntry("ION_SECRETS", "/secrets");
    assertThat(cloud(Map.of())).doesNotContainKeys("ION_OUTGOING", "ION_SECRETS");
  }

  @Test
  void theTemporalOfThisMachineGetsNoKeyOfAnotherOne() {
    assertThat(cloud(Map.of("TEMPORAL_API_KEY", "secret"))).containsEntry("TEMPORAL_API_KEY", "");
    assertThat(cloud(Map.of("TEMPORAL_API_KEY", "secret", "TEMPORAL_ADDRESS", "elsewhere:7233")))
        .as("inherited as it is")
        .doesNotContainKey("TEMPORAL_API_KEY");
  }

  @Test
  void theProcessesOfThisMachineTrustTheHubsCa() {
    assertThat(cloud(Map.of()))
        .containsEntry("ION_HUB_URL", HUB.toString())
        .containsEntry("ION_HUB_CA", "/ca.crt");
  }

  private Map<String, String> cloud(Map<String, String> environment) {
    Installation installation = new Installation(directory, directory, Path.of("/ours"));
    return new Definitions(installation, new Layout(directory), environment)
        .cloud(
            1,
            new HubAddress(HUB, Optional.of(Path.of("/ca.crt"))),
            "127.0.0.1:2",
            directory.toString())
        .environment();
  }
}
