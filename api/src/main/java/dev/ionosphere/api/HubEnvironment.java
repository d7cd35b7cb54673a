package dev.ionosphere.api;

import dev.ionosphere.api.proxy.TrustedProxies;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The hub's environment variables as the properties that they stand for. */
final class HubEnvironment {
  private static final String DEFAULT_PORT = "8420";
  private static final String RETENTION = "ION_RETENTION_";

  /** Directory of the database, blobs and secrets. */
  static Path data(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("ION_HUB_DATA", ".ion/hub"))
        .toAbsolutePath()
        .normalize();
  }

  /** The port as it was given; whoever listens says what is wrong with it. */
  static String port(Map<String, String> environment) {
    String given = environment.getOrDefault("ION_HUB_PORT", "");
    return given.isBlank() ? DEFAULT_PORT : given;
  }

  /**
   * @throws IllegalArgumentException naming the variable that is wrong
   */
  static Map<String, Object> properties(Map<String, String> environment) {
    Path data = data(environment);
    Map<String, Object> properties = new HashMap<>();
    properties.put("hub.data", data.toString());
    properties.put("datasources.default.url", h2(data));
    properties.putAll(DatabaseEnvironment.properties(environment));
    copy(environment, "ION_HUB_HOST", properties, "micronaut.server.host");
    copy(environment, "TEMPORAL_ADDRESS", properties, "hub.temporal-address");
    copy(environment, "TEMPORAL_NAMESPACE", properties, "hub.temporal-namespace");
    copy(environment, "TEMPORAL_UI", properties, "hub.temporal-ui");
    copy(environment, "ION_PUBLIC_URL", properties, "hub.notices.public-url");
    copy(environment, "OTEL_EXPORTER_OTLP_ENDPOINT", properties, "hub.traces");
    copy(environment, "ION_ORDER_FEED", properties, "hub.order-feed");
    copy(environment, "ION_BREAK_GLASS_KEY_FILE", properties, "hub.break-glass.key-file");
    copy(environment, "ION_BREAK_GLASS_DELAY", properties, "hub.break-glass.delay");
    trustedProxies(environment, properties);
    retention(environment, properties);
    return properties;
  }

  private static void trustedProxies(
      Map<String, String> environment, Map<String, Object> properties) {
    TrustedProxies.check(environment.getOrDefault("ION_TRUSTED_PROXIES", ""));
    copy(environment, "ION_TRUSTED_PROXIES", properties, "hub.trusted-proxies");
  }

  /** ION_RETENTION_HEALTH_WINDOWS=30 is hub.retention.health-windows. */
  private static void retention(Map<String, String> environment, Map<String, Object> properties) {
    for (String variable : environment.keySet()) {
      if (variable.startsWith(RETENTION)) {
        String kind =
            variable.substring(RETENTION.length()).toLowerCase(Locale.ROOT).replace('_', '-');
        copy(environment, variable, properties, "hub.retention." + kind);
      }
    }
  }

  /** WRITE_DELAY=0: what was answered is on disk, also if the hub is killed right after. */
  private static String h2(Path data) {
    return EmbeddedDatabase.url("file:" + data.resolve("hub"))
        + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
  }

  private static void copy(
      Map<String, String> environment,
      String variable,
      Map<String, Object> properties,
      String property) {
    String value = environment.getOrDefault(variable, "");
    if (!value.isBlank()) {
      properties.put(property, value);
    }
  }

  private HubEnvironment() {}
}
