package dev.ionosphere.api.recovery;

import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.state.EdgeMemory;
import dev.ionosphere.workflows.machine.token.Token;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an ION that was lost left behind, as it is gathered from the ledger.
 *
 * @param id of this recovery; keys of its records are made from it
 */
record LeftBehind(
    String ion,
    String id,
    Instant now,
    Map<String, NodeState> nodes,
    List<Token> tokens,
    Map<String, EdgeMemory> edges,
    Set<String> goesOn,
    List<TimelineEntry> closing) {

  static LeftBehind of(String ion, String id, Instant now) {
    return new LeftBehind(
        ion,
        id,
        now,
        new LinkedHashMap<>(),
        new ArrayList<>(),
        new LinkedHashMap<>(),
        new LinkedHashSet<>(),
        new ArrayList<>());
  }

  /** Something of the lost life is over. */
  void close(TimelineEvent event, @Nullable String node, @Nullable String cause) {
    closing.add(entry(event, Actor.SYSTEM, node, cause));
  }

  TimelineEntry entry(
      TimelineEvent event, Actor actor, @Nullable String node, @Nullable String cause) {
    return new TimelineEntry(
        "recovered/" + id + "/" + closing.size(), now, actor, node, cause, event);
  }
}
