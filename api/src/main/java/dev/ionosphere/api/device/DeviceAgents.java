package dev.ionosphere.api.device;

import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.workflows.timeline.Storable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The program that runs on each device, as it says itself. */
@Singleton
public class DeviceAgents {

  private static final Pattern FORMAT = Pattern.compile("[a-z]{1,20}/[0-9]{1,4}");
  private static final int MOST_FORMATS = 12;
  private static final int TEXT = 40;
  private static final String UNKNOWN = "unknown";

  private final Devices devices;

  DeviceAgents(Devices devices) {
    this.devices = devices;
  }

  /** What is no name of a format is left out. Callers bring the transaction. */
  public void told(String device, Telemetry.Agent agent) {
    List<String> reads =
        agent.reads().stream()
            .filter(name -> FORMAT.matcher(name).matches())
            .limit(MOST_FORMATS)
            .toList();
    long unused =
        devices.agent(
            device,
            said(agent.version()),
            said(agent.architecture()),
            Math.max(0, agent.memoryMb()),
            reads.isEmpty() ? null : String.join(",", reads));
  }

  private static String said(@Nullable String text) {
    return text == null ? UNKNOWN : Storable.text(text, TEXT);
  }
}
