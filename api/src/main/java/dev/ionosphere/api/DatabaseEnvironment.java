package dev.ionosphere.api;

import dev.ionosphere.links.tls.PemFile;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The variables of the database that is not the hub's own. */
final class DatabaseEnvironment {
  private static final String URL = "ION_DATABASE_URL";
  private static final String USER = "ION_DATABASE_USER";
  private static final String PASSWORD = "ION_DATABASE_PASSWORD";
  private static final String PASSWORD_FILE = "ION_DATABASE_PASSWORD_FILE";
  private static final String AUTHORITY = "ION_DATABASE_CA";

  private DatabaseEnvironment() {}

  /**
   * @throws IllegalArgumentException naming the variable that is wrong
   */
  static Map<String, Object> properties(Map<String, String> environment) {
    Map<String, Object> properties = new HashMap<>();
    String url = url(environment);
    put(properties, "url", url);
    put(properties, "username", environment.getOrDefault(USER, ""));
    put(properties, "password", password(environment));
    return properties;
  }

  private static void put(Map<String, Object> properties, String name, String value) {
    if (!value.isBlank()) {
      properties.put("datasources.default." + name, value);
    }
  }

  /** With a CA, the server has to show a certificate of it, for the host of the address. */
  private static String url(Map<String, String> environment) {
    String url = environment.getOrDefault(URL, "").strip();
    String authority = environment.getOrDefault(AUTHORITY, "").strip();
    if (authority.isEmpty()) {
      return url;
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "%s is set, but %s is '%s'; it goes with jdbc:postgresql://… only"
              .formatted(AUTHORITY, URL, url));
    }
    if (url.contains("sslmode=") || url.contains("sslrootcert=")) {
      throw new IllegalArgumentException(
          "%s is set, but %s has an sslmode or sslrootcert; remove one of them"
              .formatted(AUTHORITY, URL));
    }
    Path file = Path.of(authority).toAbsolutePath();
    Object unused = new PemFile(AUTHORITY, file).certificates();
    return url
        + (url.contains("?") ? "&" : "?")
        + "sslmode=verify-full&sslrootcert="
        + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8);
  }

  private static String password(Map<String, String> environment) {
    String given = environment.getOrDefault(PASSWORD, "");
    String file = environment.getOrDefault(PASSWORD_FILE, "");
    if (file.isBlank()) {
      return given;
    }
    if (!given.isBlank()) {
      throw new IllegalArgumentException(
          "%s and %s are both set; allowed is one of them".formatted(PASSWORD, PASSWORD_FILE));
    }
    try {
      // Whoever writes a secret with echo or openssl ends it with a newline.
      return Files.readString(Path.of(file)).replaceFirst("\\R+\\z", "");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is '%s', which cannot be read: %s"
              .formatted(PASSWORD_FILE, file, e.getClass().getSimpleName()),
          e);
    }
  }
}
