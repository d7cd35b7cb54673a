package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.work.Work;
import java.util.List;
import java.util.Set;

/** What one node waits for and wants done. */
public record Wanted(Set<Alarm> alarms, List<Work> work) {

  public static final Wanted NOTHING = new Wanted(Set.of(), List.of());

  public Wanted {
    work = List.copyOf(work);
  }
}
