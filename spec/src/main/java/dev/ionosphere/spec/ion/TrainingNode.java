package dev.ionosphere.spec.ion;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.spec.schedule.Schedule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a component on a cloud engine; every success makes a candidate model.
 *
 * @param schedule absent: runs on request or on an event only
 * @param arguments what the component gets; scalars, lists and maps of them
 * @param attempts how often the engine job is tried in all, at least 1
 * @param format how the rows of its input are written
 */
public record TrainingNode(
    String name,
    CloudEngine engine,
    Optional<Schedule> schedule,
    String component,
    Map<String, Object> arguments,
    int attempts,
    Format format)
    implements Node {

  private static final Ports PORTS =
      new Ports(false, Ports.Models.MADE, false, true, Set.of(EventName.FAILED));

  public TrainingNode {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  @Override
  public String kind() {
    return "training";
  }

  @Override
  public Ports ports() {
    return PORTS;
  }
}
