package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.approval.TicketDesk;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.state.Document;
import dev.ionosphere.workflows.machine.state.EdgeMemory;
import dev.ionosphere.workflows.machine.state.Identity;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.state.PolicyState;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One step in the making: the state being changed and what was recorded so far. Lives for the
 * length of one {@link Machine#step} and never leaves it, so the machine stays pure.
 */
final class Turn {

  private static final int LONGEST_ID = 200;

  private final IonState before;
  private final Function<Node, NodeBehaviour<?, ?>> behaviours;
  private final TicketDesk.Verification verification;
  private final String event;
  private final Instant now;
  private final List<TimelineEntry> entries = new ArrayList<>();
  private final Set<String> touched = new LinkedHashSet<>();
  private final Editable<Long> numbers;
  private final Editable<NodeState> nodes;
  private final Editable<EdgeMemory> edges;

  /** Traffic, receipts and tickets as they are changed. */
  final TrafficTurn traffic;

  final DedupTurn dedup;
  final Queue queue = new Queue();

  private PolicyDigests digests;
  private Identity identity;
  private Document document;
  private IonStatus status;
  private PolicyState policy;
  private Reply reply = new Reply.None();

  /**
   * @param digests of the document in force
   * @param event id of what happened; keys of records are made from it
   */
  Turn(
      IonState before,
      PolicyDigests digests,
      Function<Node, NodeBehaviour<?, ?>> behaviours,
      TicketDesk.Verification verification,
      String event,
      Instant now) {
    this.before = before;
    this.digests = digests;
    this.behaviours = behaviours;
    this.verification = verification;
    this.event = keyed(event);
    this.now = now;
    identity = before.identity();
    document = before.document();
    status = before.status();
    policy = before.policy();
    numbers = new Editable<>(before.numbers());
    nodes = new Editable<>(before.nodes());
    edges = new Editable<>(before.edges());
    traffic = new TrafficTurn(this, before.traffic());
    dedup = new DedupTurn(before.dedup(), now);
  }

  /** Whoever sends a command makes its id; not every text can be part of a key. */
  private static String keyed(String event) {
    return Storable.text(event, LONGEST_ID).equals(event) ? event : Subject.digest(event);
  }

  IonState before() {
    return before;
  }

  String name() {
    return identity.name();
  }

  Identity identity() {
    return identity;
  }

  void launched(String id) {
    identity = identity.launched(id);
  }

  Instant now() {
    return now;
  }

  IonGraph graph() {
    return digests.graph();
  }

  PolicyDigests digests() {
    return digests;
  }

  Document document() {
    return document;
  }

  void document(Document next, IonGraph read) {
    document = next;
    digests = new PolicyDigests(read, this::fields);
  }

  IonStatus status() {
    return status;
  }

  boolean paused() {
    return status == IonStatus.PAUSED;
  }

  void status(IonStatus next) {
    status = next;
    touched.addAll(nodes.read().keySet());
  }

  PolicyState policy() {
    return policy;
  }

  void policy(PolicyState next) {
    policy = next;
  }

  void pending(@Nullable PendingChange change) {
    policy = new PolicyState(policy.keys(), change);
    touched.add(Machine.CHANGE);
  }

  TicketDesk tickets() {
    return new TicketDesk(policy.keys(), dedup.usedTickets(), verification);
  }

  NodeBehaviour<?, ?> behaviour(Node node) {
    return behaviours.apply(node);
  }

  List<PolicyField> fields(Node node) {
    return PolicyOutlook.fields(behaviours.apply(node), node);
  }

  Map<String, NodeState> nodes() {
    return nodes.read();
  }

  /** The nodes of an earlier launch, which are taken over one by one. */
  Map<String, NodeState> takeNodes() {
    Map<String, NodeState> taken = nodes.read();
    nodes.clear();
    return taken;
  }

  /** The node with its state; nothing if the ION has none of the name. */
  @Nullable Bound<?, ?> bound(String name) {
    Node node = graph().ion().nodes().get(name);
    NodeState state = nodes.get(name);
    return node == null || state == null ? null : Bound.of(behaviours.apply(node), node, state);
  }

  NodeScope scope(String node) {
    return new NodeScope(this, node);
  }

  void set(String node, NodeState state) {
    if (nodes.get(node) != state) {
      nodes.put(node, state);
      touched.add(node);
    }
  }

  /** What the node waits for is looked at again. */
  void touch(String node) {
    touched.add(node);
  }

  void remove(String node) {
    nodes.remove(node);
    touched.add(node);
  }

  /** The next number of a node's runs, approvals or generations. */
  long next(String of) {
    long number = numbers.get(of, 0L) + 1;
    numbers.put(of, number);
    return number;
  }

  EdgeMemory edge(String key) {
    return edges.get(key, EdgeMemory.NEW);
  }

  void edge(String key, EdgeMemory memory) {
    if (!memory.equals(edges.get(key))) {
      edges.put(key, memory);
    }
  }

  void keepEdges(Set<String> keys) {
    edges.keep((key, memory) -> keys.contains(key));
  }

  void reply(Reply answer) {
    reply = answer;
  }

  Reply reply() {
    return reply;
  }

  void receipt(boolean done, String message) {
    reply = new Reply.Receipt(done, message);
  }

  String record(TimelineEvent what, Actor actor, @Nullable String node, @Nullable String cause) {
    String key = identity.launch() + "/" + event + (entries.isEmpty() ? "" : "/" + entries.size());
    entries.add(new TimelineEntry(key, now, actor, node, cause, what));
    return key;
  }

  boolean hasRecorded() {
    return !entries.isEmpty();
  }

  Transition finish() {
    IonState after =
        new IonState(
            before.rules(),
            identity,
            document,
            status,
            numbers.read(),
            nodes.read(),
            traffic.finish(),
            edges.read(),
            dedup.finish(),
            policy,
            before.ledger());
    return new Transition(after, entries, touched, reply);
  }
}
