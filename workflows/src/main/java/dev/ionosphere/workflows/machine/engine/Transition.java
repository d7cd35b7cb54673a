package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an event led to. Which alarms and work are wanted follows from the state.
 *
 * @param touched nodes whose alarms and work may differ from before
 */
public record Transition(
    IonState state, List<TimelineEntry> entries, Set<String> touched, Reply reply) {

  public Transition {
    entries = List.copyOf(entries);
    // In order: what the shell does for them becomes history, which replays in another process.
    touched =
        touched.size() < 2
            ? Set.copyOf(touched)
            : Collections.unmodifiableSet(new LinkedHashSet<>(touched));
  }
}
