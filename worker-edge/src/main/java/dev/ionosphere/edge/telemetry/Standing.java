package dev.ionosphere.edge.telemetry;

import dev.ionosphere.models.device.Telemetry;
import java.util.List;
import java.util.Optional;

/**
 * What the device says of itself with each delivery, and at once when it changes.
 *
 * @param actual what each node runs
 * @param outcomes what became of each node that was ordered
 * @param held the order that it follows; empty: none yet
 */
public record Standing(
    List<Telemetry.Actual> actual,
    List<Telemetry.Outcome> outcomes,
    Optional<Telemetry.Held> held) {

  static final Standing NOTHING = new Standing(List.of(), List.of(), Optional.empty());

  public Standing {
    actual = List.copyOf(actual);
    outcomes = List.copyOf(outcomes);
  }
}
