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

/** What an ION that was lost left behind, while it is gathered from the ledger. Of one thread. */
final class LeftBehind {

  private final String ion;
  private final String recovery;
  private final Instant now;
  private final Map<String, NodeState> nodes = new LinkedHashMap<>();
  private final List<Token> tokens = new ArrayList<>();
  private final Map<String, EdgeMemory> edges = new LinkedHashMap<>();
  private final Set<String> goesOn = new LinkedHashSet<>();
  private final List<TimelineEntry> closing = new ArrayList<>();

  /**
   * @param recovery id; keys of its records are made from it
   */
  LeftBehind(String ion, String recovery, Instant now) {
    this.ion = ion;
    this.recovery = recovery;
    this.now = now;
  }

  String ion() {
    return ion;
  }

  Instant now() {
    return now;
  }

  /** What was going on, by node. */
  Map<String, NodeState> nodes() {
    return nodes;
  }

  /** Candidates that begin their way again. */
  List<Token> tokens() {
    return tokens;
  }

  Map<String, EdgeMemory> edges() {
    return edges;
  }

  /** Ids of work that goes on. */
  Set<String> goesOn() {
    return goesOn;
  }

  List<TimelineEntry> closing() {
    return closing;
  }

  /** Something of the lost life is over. */
  void close(TimelineEvent event, @Nullable String node, @Nullable String cause) {
    closing.add(entry(event, Actor.SYSTEM, node, cause));
  }

  TimelineEntry entry(
      TimelineEvent event, Actor actor, @Nullable String node, @Nullable String cause) {
    return new TimelineEntry(
        "recovered/" + recovery + "/" + closing.size(), now, actor, node, cause, event);
  }
}
