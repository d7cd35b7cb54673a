package dev.ionosphere.api;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hub: REST, dashboard, registry, timeline, telemetry, identity. */
public final class Hub {
  private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
  private static final int WRONG_VARIABLE = 2;

  public static void main(String[] arguments) {
    new HubApplication()
        .args(arguments)
        .mainClass(Hub.class)
        .deduceEnvironment(false)
        .environmentPropertySource(false)
        .properties(properties())
        .banner(false)
        .start();
  }

  private static Map<String, Object> properties() {
    try {
      return HubEnvironment.properties(System.getenv());
    } catch (IllegalArgumentException wrong) {
      LOG.error("the hub cannot start: {}", wrong.getMessage());
      System.exit(WRONG_VARIABLE);
      throw wrong;
    }
  }

  private Hub() {}
}
