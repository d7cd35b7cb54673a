package dev.ionosphere.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The hub's environment variables as the properties that they stand for. */
final class HubEnvironment {
  private static final String DEFAULT_PORT = "8420";
  private static final String PASSWORD = "ION_DATABASE_PASSWORD";
  private static final String RETENTION = "ION_RETENTION_";
  private static final String PASSWORD_FILE = "ION_DATABASE_PASSWORD_FILE";

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
    copy(environment, "ION_HUB_HOST", properties, "micronaut.server.host");
    copy(environment, "TEMPORAL_ADDRESS", properties, "hub.temporal-address");
    copy(environment, "TEMPORAL_NAMESPACE", properties, "hub.temporal-namespace");
    copy(environment, "TEMPORAL_UI", properties, "hub.temporal-ui");
    copy(environment, "ION_PUBLIC_URL", properties, "hub.notices.public-url");
    copy(environment, "OTEL_EXPORTER_OTLP_ENDPOINT", properties, "hub.traces");
    copy(environment, "ION_DATABASE_URL", properties, "datasources.default.url");
    copy(environment, "ION_DATABASE_USER", properties, "datasources.default.username");
    copy(environment, PASSWORD, properties, "datasources.default.password");
    copy(environment, "ION_BREAK_GLASS_KEY_FILE", properties, "hub.break-glass.key-file");
    copy(environment, "ION_BREAK_GLASS_DELAY", properties, "hub.break-glass.delay");
    retention(environment, properties);
    passwordFile(environment, properties);
    return properties;
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

  private static void passwordFile(
      Map<String, String> environment, Map<String, Object> properties) {
    String file = environment.getOrDefault(PASSWORD_FILE, "");
    if (file.isBlank()) {
      return;
    }
    if (!environment.getOrDefault(PASSWORD, "").isBlank()) {
      throw new IllegalArgumentException(
          "%s and %s are both set; allowed is one of them".formatted(PASSWORD, PASSWORD_FILE));
    }
    try {
      // Whoever writes a secret with echo or openssl ends it with a newline.
      String password = Files.readString(Path.of(file)).replaceFirst("\\R+\\z", "");
      properties.put("datasources.default.password", password);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is '%s', which cannot be read: %s"
              .formatted(PASSWORD_FILE, file, e.getClass().getSimpleName()),
          e);
    }
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
