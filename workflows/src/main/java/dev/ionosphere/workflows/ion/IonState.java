package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.model.Candidate;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything an ION knows: the only argument of its workflow, carried through continue-as-new.
 *
 * @param document canonical JSON of the ION
 * @param ticketKey public Ed25519 key that decision tickets are verified with, X.509, base64
 * @param launch unique among all launches of the ION, empty before the first step
 * @param entries timeline entries made so far; they number the entries' keys
 * @param numbers the last number given out by node: of a run, an approval or a generation
 * @param nodes by name, in document order
 * @param edges what is remembered of event edges, by {@code from->to:on}
 * @param held candidates that wait for the end of a pause
 * @param seen ids of the newest events, so that none counts twice
 * @param usedTickets ids of tickets that counted and their expiry
 * @param outbox timeline entries that have not reached the ledger
 * @param chain the ledger's head as the hub last told it
 */
public record IonState(
    int schemaVersion,
    String name,
    String document,
    long generation,
    String launchedBy,
    String ticketKey,
    @Nullable String trace,
    IonStatus status,
    String launch,
    long entries,
    Map<String, Long> numbers,
    Map<String, NodeState> nodes,
    Map<String, EdgeState> edges,
    List<Held> held,
    List<String> seen,
    Map<String, Instant> usedTickets,
    List<TimelineEntry> outbox,
    @Nullable ChainHead chain) {

  /** Written by this version of the machine; older ones are read as well. */
  public static final int SCHEMA = 1;

  public IonState {
    numbers = ordered(numbers);
    nodes = ordered(nodes);
    edges = ordered(edges);
    held = List.copyOf(held);
    seen = List.copyOf(seen);
    usedTickets = ordered(usedTickets);
    outbox = List.copyOf(outbox);
  }

  /** The state a new ION starts from. */
  public static IonState launch(
      String name,
      String document,
      long generation,
      String actor,
      String ticketKey,
      @Nullable String trace) {
    return new IonState(
        SCHEMA,
        name,
        document,
        generation,
        actor,
        ticketKey,
        trace,
        IonStatus.LAUNCHING,
        "",
        0,
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        null);
  }

  /** The same launch, going on from where an earlier life of the ION ended. */
  public IonState after(EarlierLife earlier) {
    Map<String, NodeState> holding = new LinkedHashMap<>();
    earlier
        .releases()
        .forEach((node, releases) -> holding.put(node, NodeState.Inference.holding(releases)));
    return new IonState(
        schemaVersion,
        name,
        document,
        generation,
        launchedBy,
        ticketKey,
        trace,
        status,
        launch,
        entries,
        earlier.numbers(),
        holding,
        edges,
        held,
        seen,
        usedTickets,
        outbox,
        chain);
  }

  /** The same state with what has and has not reached the ledger. */
  IonState withLedger(List<TimelineEntry> waiting, @Nullable ChainHead head) {
    return new IonState(
        schemaVersion,
        name,
        document,
        generation,
        launchedBy,
        ticketKey,
        trace,
        status,
        launch,
        entries,
        numbers,
        nodes,
        edges,
        held,
        seen,
        usedTickets,
        waiting,
        head);
  }

  /** A candidate on its way on from node {@code at}. */
  public record Held(String at, Candidate candidate) {}

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * What is remembered of an event edge.
   *
   * @param lastFired start of the cooldown
   * @param suppressed why it did not fire this time, said once
   * @param cause key of the entry that tells of the event
   */
  public record EdgeState(
      @Nullable Instant lastFired, @Nullable String suppressed, @Nullable String cause) {}
}
