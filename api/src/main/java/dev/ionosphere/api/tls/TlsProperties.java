package dev.ionosphere.api.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The server's settings for HTTPS. */
public final class TlsProperties {
  private static final String FILES = "micronaut.certificate.file.hub.";

  private TlsProperties() {}

  /**
   * Makes the certificate that is the hub's own if need be.
   *
   * @param port that is listened on
   * @throws IllegalArgumentException if a file of certificates is not what it should be
   */
  public static Map<String, Object> of(HubTls tls, String port, Instant now) throws IOException {
    return switch (tls) {
      case HubTls.Off off -> Map.of("micronaut.server.port", port);
      case HubTls.Given(Path certificate, Path key) -> {
        Map<String, Object> properties = https(port, key);
        properties.put(FILES + "certificate-path", certificate.toString());
        yield properties;
      }
      case HubTls.Own(HubAuthority authority) -> {
        authority.prepare(now);
        yield https(port, authority.hub());
      }
    };
  }

  /** The files are looked at again each minute, so a renewed certificate needs no restart. */
  private static Map<String, Object> https(String port, Path file) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.ssl.enabled", "true");
    properties.put("micronaut.server.ssl.port", port);
    properties.put("hub.notices.public-url", "https://localhost:" + port);
    properties.put("micronaut.server.ssl.protocols", "TLSv1.3,TLSv1.2");
    properties.put("micronaut.server.ssl.key-name", "hub");
    properties.put(FILES + "path", file.toString());
    properties.put(FILES + "format", "PEM");
    properties.put(FILES + "refresh-mode", "SCHEDULER");
    properties.put(FILES + "refresh-interval", "1m");
    return properties;
  }
}
