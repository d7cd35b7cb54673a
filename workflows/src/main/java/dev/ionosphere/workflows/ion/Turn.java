package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.ion.IonState.EdgeState;
import dev.ionosphere.workflows.ion.IonState.Held;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One step in the making: the state being changed and the effects so far. Lives for the length of
 * one {@link StateMachine#step} and never leaves it, so the machine stays pure.
 */
final class Turn {

  private static final int IDS_REMEMBERED = 256;
  private static final int LONGEST_ID = 200;

  private final IonState before;
  private final Instant now;
  private Ion ion;
  private String document;
  private long generation;
  private IonStatus status;
  private String launch;
  private long entries;
  private Reply reply = new Reply.None();
  private final Map<String, Long> numbers;
  private final Map<String, NodeState> nodes;
  private final Map<String, EdgeState> edges;
  private final List<Held> held;
  private final List<String> seen;
  private final Map<String, Instant> usedTickets;
  private final List<Effect> effects = new ArrayList<>();

  Turn(IonState before, Ion ion, Instant now) {
    this.before = before;
    this.now = now;
    this.ion = ion;
    document = before.document();
    generation = before.generation();
    status = before.status();
    launch = before.launch();
    entries = before.entries();
    numbers = new LinkedHashMap<>(before.numbers());
    nodes = new LinkedHashMap<>(before.nodes());
    edges = new LinkedHashMap<>(before.edges());
    held = new ArrayList<>(before.held());
    seen = new ArrayList<>(before.seen());
    usedTickets = new LinkedHashMap<>(before.usedTickets());
  }

  String name() {
    return before.name();
  }

  String ticketKey() {
    return before.ticketKey();
  }

  IonState before() {
    return before;
  }

  Instant now() {
    return now;
  }

  Ion ion() {
    return ion;
  }

  long generation() {
    return generation;
  }

  String document() {
    return document;
  }

  IonStatus status() {
    return status;
  }

  void status(IonStatus next) {
    status = next;
  }

  void launch(String id) {
    launch = id;
  }

  void document(String text, long number, Ion read) {
    document = text;
    generation = number;
    ion = read;
  }

  /** Whether an id that came from outside did before. */
  boolean hasSeen(String id) {
    return seen.contains(shortened(id));
  }

  void see(String id) {
    seen.add(shortened(id));
    if (seen.size() > IDS_REMEMBERED) {
      seen.removeFirst();
    }
  }

  private static String shortened(String id) {
    return id.length() > LONGEST_ID ? Subject.digest(id) : id;
  }

  /** The next number of a node's runs, approvals or generations. */
  long number(String node) {
    return numbers.merge(node, 1L, Long::sum);
  }

  long lastNumber(String node) {
    return numbers.getOrDefault(node, 0L);
  }

  Map<String, NodeState> nodes() {
    return nodes;
  }

  NodeState.Training training(String node) {
    return nodes.get(node) instanceof NodeState.Training training
        ? training
        : NodeState.Training.NEW;
  }

  NodeState.Approval approval(String node) {
    return nodes.get(node) instanceof NodeState.Approval approval
        ? approval
        : NodeState.Approval.NEW;
  }

  NodeState.Inference inference(String node) {
    return nodes.get(node) instanceof NodeState.Inference inference
        ? inference
        : NodeState.Inference.NEW;
  }

  void set(String node, NodeState state) {
    nodes.put(node, state);
  }

  EdgeState edge(String key) {
    return edges.getOrDefault(key, new EdgeState(null, null, null));
  }

  void set(String edge, EdgeState state) {
    edges.put(edge, state);
  }

  void keepEdges(Set<String> keys) {
    edges.keySet().retainAll(keys);
  }

  List<Held> held() {
    return held;
  }

  /** Ids of tickets that counted; those past their expiry are refused without being remembered. */
  Map<String, Instant> usedTickets() {
    usedTickets.values().removeIf(expiry -> !now.isBefore(expiry));
    return usedTickets;
  }

  void reply(Reply answer) {
    reply = answer;
  }

  void receipt(boolean done, String message) {
    reply = new Reply.Receipt(new CommandReceipt(done, message));
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  boolean refused() {
    return reply instanceof Reply.Receipt receipt && !receipt.receipt().done();
  }

  /** Records what happened; the key is the cause of what follows from it. */
  String record(
      String kind,
      String actor,
      String subject,
      @Nullable String node,
      @Nullable String cause,
      Map<String, Object> data) {
    entries++;
    String key = launch + "-" + entries;
    effects.add(
        new Effect.Record(new TimelineEntry(key, now, kind, actor, subject, node, cause, data)));
    return key;
  }

  /** Unique among everything this turn has told so far. */
  String entryKey() {
    return launch + "-" + entries;
  }

  Reply answer() {
    return reply;
  }

  Transition finish() {
    IonState after =
        new IonState(
            before.schemaVersion(),
            before.name(),
            document,
            generation,
            before.launchedBy(),
            before.ticketKey(),
            before.trace(),
            status,
            launch,
            entries,
            numbers,
            nodes,
            edges,
            held,
            seen,
            usedTickets,
            before.outbox(),
            before.chain());
    Set<Timer> armed = Timers.wanted(before);
    Set<Timer> wanted = Timers.wanted(after);
    armed.stream()
        .filter(timer -> !wanted.contains(timer))
        .forEach(timer -> effects.add(new Effect.DisarmTimer(timer)));
    wanted.stream()
        .filter(timer -> !armed.contains(timer))
        .forEach(timer -> effects.add(new Effect.ArmTimer(timer)));
    if (status == IonStatus.STOPPED) {
      effects.add(new Effect.Finish());
    }
    return new Transition(after, effects, reply);
  }
}
