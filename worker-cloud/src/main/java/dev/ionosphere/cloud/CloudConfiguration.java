package dev.ionosphere.cloud;

import dev.ionosphere.activities.engine.SparkMasters;
import dev.ionosphere.activities.outgoing.AllowedAddresses;
import dev.ionosphere.links.secret.Secrets;
import dev.ionosphere.links.temporal.TemporalSecurity;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.links.tls.Variables;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says, checked.
 *
 * @param hubTrust whose certificate the hub may show
 * @param tokenFile with the service token; the hub writes it
 * @param data directory of runs
 * @param dataRoot directory that training inputs are relative to
 * @param masters that trainings may run on
 * @param pipelines jar with the components
 * @param javaHome runtime of Spark drivers
 * @param python program that makes environments of components
 * @param wheels folder of packages; if there is one, environments fetch nothing from elsewhere
 * @param collector OTLP endpoint
 * @param secrets of this process, by name
 * @param outgoing where notices may go
 * @param runsKept how long runs are kept after their last sign of life; zero for ever
 */
record CloudConfiguration(
    URI hub,
    ServerTrust hubTrust,
    Path tokenFile,
    Path data,
    Path dataRoot,
    Path sparkHome,
    SparkMasters masters,
    Path pipelines,
    Path javaHome,
    String python,
    Optional<Path> wheels,
    String temporalAddress,
    String temporalNamespace,
    TemporalSecurity temporalSecurity,
    int healthPort,
    Optional<String> collector,
    Secrets secrets,
    AllowedAddresses outgoing,
    Duration runsKept) {

  /**
   * @throws IllegalArgumentException naming the variable that is missing or wrong
   */
  static CloudConfiguration of(Map<String, String> environment) {
    return new CloudConfiguration(
        hub(required(environment, "ION_HUB_URL")),
        ServerTrust.named("ION_HUB_CA", new Variables(environment), Clock.systemUTC()),
        path(environment, "ION_TOKEN_FILE"),
        path(environment, "ION_CLOUD_DATA"),
        path(environment, "ION_DATA_ROOT"),
        path(environment, "SPARK_HOME"),
        SparkMasters.of(environment),
        path(environment, "ION_PIPELINES"),
        Path.of(environment.getOrDefault("JAVA_HOME", System.getProperty("java.home"))),
        environment.getOrDefault("ION_PYTHON", "python3"),
        Optional.ofNullable(environment.get("ION_PYTHON_WHEELS"))
            .filter(folder -> !folder.isBlank())
            .map(folder -> Path.of(folder).toAbsolutePath().normalize()),
        environment.getOrDefault("TEMPORAL_ADDRESS", "127.0.0.1:7233"),
        environment.getOrDefault("TEMPORAL_NAMESPACE", "default"),
        TemporalSecurity.of(environment, Clock.systemUTC()),
        port(environment.getOrDefault("ION_HEALTH_PORT", "0")),
        Optional.ofNullable(environment.get("OTEL_EXPORTER_OTLP_ENDPOINT")),
        Secrets.of(environment),
        AllowedAddresses.of(environment),
        days(environment.getOrDefault("ION_RETENTION_RUNS", "30")));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException(name + " is not set");
    }
    return value;
  }

  private static Path path(Map<String, String> environment, String name) {
    return Path.of(required(environment, name)).toAbsolutePath().normalize();
  }

  private static URI hub(String text) {
    try {
      URI uri = URI.create(text);
      if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "ION_HUB_URL is '%s', allowed is an http or https address".formatted(text));
  }

  private static Duration days(String text) {
    try {
      int days = Integer.parseInt(text);
      if (days >= 0) {
        return Duration.ofDays(days);
      }
    } catch (NumberFormatException noNumber) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "ION_RETENTION_RUNS is '%s', allowed are days, 0 keeps all".formatted(text));
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException noNumber) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "ION_HEALTH_PORT is '%s', allowed is 0 to 65535, 0 for any free one".formatted(text));
  }
}
