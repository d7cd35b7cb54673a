package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Decisions;
import dev.ionosphere.workflows.approval.TicketDesk;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.token.Token;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.Storable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ION as a pure function. No clock, no random, no input or output: the same state, event and
 * time always give the same transition.
 */
public final class Machine {

  /** Who waits for the alarm of a change of the document; no node is called so. */
  public static final String CHANGE = "~change";

  /** As long as an approval's id can be; a decision may come with any. */
  private static final int LONGEST_ID = 200;

  private final Documents documents;
  private final Function<Node, NodeBehaviour<?, ?>> behaviours;
  private final TicketDesk.Verification verification;

  /** Follows from the document that was read last, which rarely changes; says nothing new. */
  private @Nullable PolicyDigests known;

  public Machine(Documents documents) {
    this(documents, Behaviours::of);
  }

  Machine(Documents documents, Function<Node, NodeBehaviour<?, ?>> behaviours) {
    this(documents, behaviours, TicketDesk.SIGNATURES);
  }

  Machine(
      Documents documents,
      Function<Node, NodeBehaviour<?, ?>> behaviours,
      TicketDesk.Verification verification) {
    this.documents = documents;
    this.behaviours = behaviours;
    this.verification = verification;
  }

  /** What an event leads to. An event that came before, or comes too late, changes nothing. */
  public Transition step(IonState state, IonEvent event, Instant now) {
    String attempt = attempt(state, event);
    Turn turn = turn(state, attempt, now);
    if (state.status() == IonStatus.STOPPED) {
      turn.receipt(false, "ION %s is stopped".formatted(state.name()));
      return new Transition(state, List.of(), Set.of(), turn.reply());
    }
    take(turn, event);
    Reply answer = turn.reply();
    settle(turn);
    if (!(answer instanceof Reply.None)) {
      // What a decision or command led to at other nodes is no answer to it.
      turn.reply(answer);
    }
    if (event instanceof IonEvent.Command && turn.reply() instanceof Reply.Receipt receipt) {
      if (receipt.done()) {
        turn.dedup.done();
        turn.dedup.keep(event.id(), receipt);
      } else if (turn.hasRecorded()) {
        // What was refused may be asked again, and is recorded under another key then.
        turn.dedup.first(attempt);
      }
    }
    return turn.finish();
  }

  /** A command's id, and how often it was refused before. */
  private static String attempt(IonState state, IonEvent event) {
    String attempt = event.id();
    if (event instanceof IonEvent.Command) {
      for (int refused = 1; DedupTurn.isSeen(state.dedup(), attempt); refused++) {
        attempt = event.id() + "~" + refused;
      }
    }
    return attempt;
  }

  private Turn turn(IonState state, String event, Instant now) {
    IonGraph graph = documents.stored(state.document().text());
    PolicyDigests digests = known;
    if (digests == null || digests.graph() != graph) {
      digests =
          new PolicyDigests(graph, node -> PolicyOutlook.fields(behaviours.apply(node), node));
      known = digests;
    }
    return new Turn(state, digests, behaviours, verification, event, now);
  }

  private void take(Turn turn, IonEvent event) {
    switch (event) {
      case IonEvent.Launched launched -> Lifecycle.launched(turn, launched);
      case IonEvent.AlarmDue(Alarm alarm) -> {
        // Its timer is gone, also when it came early.
        turn.touch(alarm.node());
        if (alarm.node().equals(CHANGE)) {
          BrokenGlass.due(turn, alarm, documents);
        } else {
          at(turn, alarm.node(), (node, scope) -> due(node, alarm, scope, turn));
        }
      }
      case IonEvent.WorkEnded ended ->
          at(turn, ended.node(), (node, scope) -> node.ended(ended.work(), ended.end(), scope));
      case IonEvent.WorkProgressed progressed -> {
        if (turn.dedup.first(progressed.id())) {
          at(
              turn,
              progressed.node(),
              (node, scope) -> node.progressed(progressed.work(), progressed.output(), scope));
        }
      }
      case IonEvent.WorkWaits waits -> {
        if (turn.dedup.first(waits.id())) {
          at(turn, waits.node(), (node, scope) -> node.waits(waits.work(), waits.waiting(), scope));
        }
      }
      case IonEvent.Told told -> {
        if (turn.dedup.first(told.id())) {
          at(turn, told.node(), (node, scope) -> node.told(told.command(), scope));
        }
      }
      case IonEvent.Decided decided -> {
        if (decided.answered() || turn.dedup.first(decided.id())) {
          decided(turn, decided);
        }
      }
      case IonEvent.Command command ->
          turn.dedup
              .receipt(command.id())
              .ifPresentOrElse(turn::reply, () -> Commands.take(turn, command, documents));
      case IonEvent.Cancelled cancelled -> Commands.stop(turn, Actor.SYSTEM, false);
    }
  }

  private static NodeState due(Bound<?, ?> node, Alarm alarm, NodeScope scope, Turn turn) {
    // One that came early, or while a pause keeps it back, is asked for again by the state.
    boolean wanted = node.alarms(turn.paused()).contains(alarm);
    return wanted && !turn.now().isBefore(alarm.at()) ? node.due(alarm, scope) : node.same();
  }

  private static void at(
      Turn turn, String name, BiFunction<Bound<?, ?>, NodeScope, NodeState> step) {
    Bound<?, ?> node = turn.bound(name);
    if (node != null) {
      turn.set(name, step.apply(node, turn.scope(name)));
    }
  }

  private void decided(Turn turn, IonEvent.Decided decided) {
    PendingChange pending = turn.policy().pending();
    String id = decided.request().approval();
    if (pending != null && pending.id().equals(id)) {
      Changes.decided(turn, decided, pending, documents);
    } else {
      String node = nodeOf(turn, id);
      if (node != null) {
        at(
            turn,
            node,
            (bound, scope) ->
                bound.told(new NodeCommand.Decide(decided.request(), decided.answered()), scope));
      } else {
        turn.reply(
            new Reply.Decision(
                Decisions.decide(turn.tickets(), null, null, decided.request(), turn.now())));
      }
    }
    if (!decided.answered() && turn.reply() instanceof Reply.Decision(Verdict.Refused refused)) {
      // The sender is unknown: only a ticket says who decides.
      String approval = Storable.text(Objects.requireNonNullElse(id, "none"), LONGEST_ID);
      turn.record(
          new ApprovalEvent.DecisionRefused(
              approval, refused.refusal().text(), Storable.reason(refused.message())),
          Actor.SYSTEM,
          null,
          null);
    }
  }

  /** An approval's id is {@code <ion>.<node>.<n>}; the node, if it takes decisions. */
  private static @Nullable String nodeOf(Turn turn, @Nullable String approval) {
    String[] parts = approval == null ? new String[0] : approval.split("\\.");
    if (parts.length != 3) {
      return null;
    }
    Node node = turn.graph().ion().nodes().get(parts[1]);
    return node != null && node.ports().guards() && turn.bound(parts[1]) != null ? parts[1] : null;
  }

  /** Does what nodes left to be done, until nothing is left. */
  private static void settle(Turn turn) {
    while (true) {
      Queue.Task task = turn.queue.poll();
      switch (task) {
        case null -> {
          if (!turn.queue.hasRestarts()) {
            return;
          }
          turn.traffic.restart();
        }
        case Queue.Task.Arrive(Token token) -> turn.traffic.arrive(token);
        case Queue.Task.Start start -> Triggers.start(turn, start);
        case Queue.Task.Tell tell -> Triggers.tell(turn, tell);
      }
    }
  }

  /** What the same decision would be told now; changes nothing. */
  public Verdict judge(IonState state, DecideRequest request, Instant now) {
    Turn turn = turn(state, "judge", now);
    PendingChange pending = state.policy().pending();
    if (pending != null && pending.id().equals(request.approval())) {
      return Decisions.decide(turn.tickets(), pending.question(request), null, request, now);
    }
    String node = nodeOf(turn, request.approval());
    Bound<?, ?> bound = node == null ? null : turn.bound(node);
    return Optional.ofNullable(bound)
        .flatMap(known -> known.judge(request, turn.scope(Objects.requireNonNull(node))))
        .orElseGet(() -> Decisions.decide(turn.tickets(), null, null, request, now));
  }

  /** What a node of the state waits for and wants done. */
  public Wanted wanted(IonState state, String name) {
    if (name.equals(CHANGE)) {
      return new Wanted(BrokenGlass.alarms(state), List.of());
    }
    Node node = documents.stored(state.document().text()).ion().nodes().get(name);
    NodeState known = state.nodes().get(name);
    if (node == null || known == null || state.status() == IonStatus.STOPPED) {
      return Wanted.NOTHING;
    }
    Bound<?, ?> bound = Bound.of(behaviours.apply(node), node, known);
    boolean paused = state.status() == IonStatus.PAUSED;
    return new Wanted(bound.alarms(paused), bound.work(paused));
  }

  public IonView view(IonState state, Instant now) {
    return Views.of(state, documents.stored(state.document().text()), behaviours, now);
  }
}
