package dev.ionosphere.workflows.machine.state;

import dev.ionosphere.workflows.timeline.Actor;
import org.jspecify.annotations.Nullable;

/**
 * @param name of the ION
 * @param launch unique among all launches of the ION, empty before the first step
 */
public record Identity(String name, Actor launchedBy, String launch, @Nullable String trace) {

  public Identity launched(String id) {
    return new Identity(name, launchedBy, id, trace);
  }
}
