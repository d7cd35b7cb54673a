package dev.ionosphere.edge;

import dev.ionosphere.edge.mqtt.BrokerSettings;
import dev.ionosphere.links.temporal.TemporalSecurity;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.links.tls.Variables;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a device was told to run, from the environment.
 *
 * @param hubTrust whose certificate the hub may show
 * @param enrolToken one-time token, needed only until the device is enrolled
 * @param temporalAddress overrides what the hub said at enrolment
 * @param bucket how long rows are counted together, if an order does not say
 * @param spoolBytes most bytes of telemetry kept on disk
 * @param inboxBytes most bytes of a node's rows that came from others and wait on disk
 * @param modelBytes most bytes of a package that is fetched
 * @param brokers how MQTT brokers are spoken with
 * @param sourcePort where programs on this machine push rows; 0: any that is free
 */
record EdgeConfiguration(
    URI hub,
    ServerTrust hubTrust,
    String device,
    Path data,
    Path sourceRoot,
    Optional<String> enrolToken,
    Optional<Path> enrolTokenFile,
    Optional<String> temporalAddress,
    TemporalSecurity temporalSecurity,
    Duration bucket,
    long spoolBytes,
    long inboxBytes,
    long modelBytes,
    int sourcePort,
    BrokerSettings brokers,
    Optional<URI> otlp) {

  // as the hub has it
  private static final Pattern DEVICE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  EdgeConfiguration {
    if (!DEVICE.matcher(device).matches()) {
      throw new IllegalArgumentException(
          "ION_DEVICE: got '%s', allowed are 1 to 63 of a-z, 0-9 and inner dashes"
              .formatted(device));
    }
  }

  static EdgeConfiguration from(Map<String, String> environment) {
    return new EdgeConfiguration(
        address("ION_HUB_URL", required(environment, "ION_HUB_URL")),
        ServerTrust.named("ION_HUB_CA", new Variables(environment), Clock.systemUTC()),
        required(environment, "ION_DEVICE"),
        Path.of(required(environment, "ION_EDGE_DATA")).toAbsolutePath().normalize(),
        Path.of(required(environment, "ION_SOURCE_ROOT")).toAbsolutePath().normalize(),
        optional(environment, "ION_ENROL_TOKEN"),
        optional(environment, "ION_ENROL_TOKEN_FILE").map(Path::of),
        optional(environment, "TEMPORAL_ADDRESS"),
        TemporalSecurity.of(environment, Clock.systemUTC()),
        bucket(environment),
        (long) (number(environment, "ION_SPOOL_MB", 64, 1, 65_536) * 1_048_576),
        (long) (number(environment, "ION_INBOX_MB", 64, 4, 65_536) * 1_048_576),
        (long) (number(environment, "ION_MODEL_MB", 256, 1, 260) * 1_048_576),
        (int) number(environment, "ION_SOURCE_PORT", 0, 0, 65_535),
        BrokerSettings.of(environment),
        optional(environment, "OTEL_EXPORTER_OTLP_ENDPOINT")
            .map(a -> address("OTEL_EXPORTER_OTLP_ENDPOINT", a)));
  }

  private static URI address(String name, String text) {
    try {
      URI address = new URI(text);
      boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (http && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Said below, together with addresses of another kind.
    }
    throw new IllegalArgumentException(
        "%s: got '%s', allowed is http(s)://host:port".formatted(name, text));
  }

  /** In whole seconds; the earlier name had parts of them. */
  private static Duration bucket(Map<String, String> environment) {
    double otherwise = Math.ceil(number(environment, "ION_WINDOW_SECONDS", 60, 0.05, 86_400));
    return Duration.ofSeconds(
        (long) number(environment, "ION_BUCKET_SECONDS", otherwise, 1, 86_400));
  }

  private static double number(
      Map<String, String> environment, String name, double otherwise, double least, double most) {
    String text = optional(environment, name).orElse(Double.toString(otherwise));
    try {
      double value = Double.parseDouble(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, together with what is out of bounds.
    }
    throw new IllegalArgumentException(
        "%s: got '%s', allowed is a number from %s to %s".formatted(name, text, least, most));
  }

  private static String required(Map<String, String> environment, String name) {
    return optional(environment, name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is not set; it is needed"));
  }

  private static Optional<String> optional(Map<String, String> environment, String name) {
    @Nullable String value = environment.get(name);
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }
}
