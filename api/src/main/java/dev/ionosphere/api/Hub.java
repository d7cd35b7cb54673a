package dev.ionosphere.api;

import io.micronaut.runtime.Micronaut;

/** The hub: REST, dashboard, registry, timeline, telemetry, identity. */
public final class Hub {

  public static void main(String[] arguments) {
    Micronaut.build(arguments)
        .mainClass(Hub.class)
        .deduceEnvironment(false)
        .environmentPropertySource(false)
        .properties(HubEnvironment.properties(System.getenv()))
        .banner(false)
        .start();
  }

  private Hub() {}
}
