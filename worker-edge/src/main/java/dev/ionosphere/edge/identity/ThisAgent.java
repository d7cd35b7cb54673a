package dev.ionosphere.edge.identity;

import dev.ionosphere.models.device.ReadableFormats;
import dev.ionosphere.models.device.Telemetry;
import java.util.Optional;

/** What the hub is told of the program that runs here. */
public final class ThisAgent {

  public static Telemetry.Agent facts() {
    return new Telemetry.Agent(
        Optional.ofNullable(ThisAgent.class.getPackage().getImplementationVersion())
            .orElse("development"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().maxMemory() >> 20,
        ReadableFormats.all());
  }

  private ThisAgent() {}
}
