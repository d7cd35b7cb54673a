package dev.ionosphere.api;

import dev.ionosphere.api.tls.HubTls;
import dev.ionosphere.api.tls.TlsProperties;
import dev.ionosphere.links.temporal.TemporalSecurity;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub: REST, dashboard, registry, timeline, telemetry, identity. */
public final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private static final int WRONG_VARIABLE = 2;

  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    HubTls tls;
    TemporalSecurity temporal;
    Map<String, Object> properties;
    try {
      tls = HubTls.of(environment, HubEnvironment.data(environment).resolve("secrets"));
      temporal = TemporalSecurity.of(environment, Clock.systemUTC());
      properties = properties(environment, tls);
    } catch (IllegalArgumentException | IOException wrong) {
      LOG.error("the hub cannot start: {}", wrong.getMessage());
      System.exit(WRONG_VARIABLE);
      return;
    }
    warn(tls);
    new HubApplication()
        .args(arguments)
        .mainClass(Hub.class)
        .deduceEnvironment(false)
        .environmentPropertySource(false)
        .singletons(tls, temporal)
        .properties(properties)
        .banner(false)
        .start();
  }

  private static Map<String, Object> properties(Map<String, String> environment, HubTls tls)
      throws IOException {
    Map<String, Object> properties =
        new HashMap<>(
            TlsProperties.of(tls, HubEnvironment.port(environment), Clock.systemUTC().instant()));
    properties.putAll(HubEnvironment.properties(environment));
    return properties;
  }

  private static void warn(HubTls tls) {
    if (tls instanceof HubTls.Off(boolean exposed) && exposed) {
      LOG.warn(
          "ION_TLS is 'off': tokens and models go through the network in plain text; put a TLS proxy before the hub");
    }
  }

  private Hub() {}
}
