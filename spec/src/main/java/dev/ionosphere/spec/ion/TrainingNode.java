package dev.ionosphere.spec.ion;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.spec.schedule.Schedule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a component on a cloud engine; every success makes a candidate model.
 *
 * @param schedule absent: runs on request or on an event only
 * @param component its name, or {@code name@version}
 * @param arguments what the component gets; scalars, lists and maps of them
 * @param inputs paths below the data root, by the name of the component's input
 * @param attempts how often the engine job is tried in all, at least 1
 * @param format how the rows of its input are written
 */
public record TrainingNode(
    String name,
    CloudEngine engine,
    Optional<Schedule> schedule,
    String component,
    Map<String, Object> arguments,
    Map<String, List<String>> inputs,
    int attempts,
    Format format)
    implements Node {

  private static final Ports PORTS =
      new Ports(false, Ports.Models.MADE, false, true, Set.of(EventName.FAILED));

  public TrainingNode {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
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
