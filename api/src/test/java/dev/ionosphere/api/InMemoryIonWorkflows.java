package dev.ionosphere.api;

import dev.ionosphere.api.approval.TicketIssuer;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.Census;
import dev.ionosphere.api.temporal.DecisionProblems;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.temporal.Witness;
import dev.ionosphere.api.temporal.WorkflowStanding;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.DecisionReceipt;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.TicketDesk;
import dev.ionosphere.workflows.approval.TicketDesk.Standing;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.ion.CanonicalDocuments;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.ion.IonSignal;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.engine.Machine;
import dev.ionosphere.workflows.machine.engine.Transition;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.AnswersSignal;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * IONs that live in memory: the machine decides, as it does in Temporal, tickets and all. Work is
 * never done. A decision about an approval that only a test's ledger knows counts if its ticket is
 * good.
 */
@Singleton
@Primary
@Requires(env = "test", missingProperty = "testing.workflows")
public final class InMemoryIonWorkflows implements IonWorkflows, Census {

  public final Map<String, IonState> started = new ConcurrentHashMap<>();
  public final Map<String, List<TimelineEntry>> records = new ConcurrentHashMap<>();
  public final Set<String> running = ConcurrentHashMap.newKeySet();
  public final List<Object> updates = new CopyOnWriteArrayList<>();
  public final List<IonSignal> reports = new CopyOnWriteArrayList<>();
  public final Map<String, IonView> views = new ConcurrentHashMap<>();
  public final Map<String, List<AnswersSignal>> answers = new ConcurrentHashMap<>();
  public final Set<String> unreadable = ConcurrentHashMap.newKeySet();
  public volatile boolean down;

  /** Temporal answers, but no worker does. */
  public volatile boolean withoutWorker;

  /** What Temporal knows of the work of IONs; tests say so. */
  public final Map<String, List<Work>> work = new ConcurrentHashMap<>();

  public final List<String> cancelled = new CopyOnWriteArrayList<>();
  private final Map<String, WorkflowStanding> ends = new ConcurrentHashMap<>();

  private final Machine machine = new Machine(new CanonicalDocuments());
  private final Map<String, IonState> states = new ConcurrentHashMap<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final TicketIssuer tickets;
  private final Clock clock;

  InMemoryIonWorkflows(TicketIssuer tickets, Clock clock) {
    this.tickets = tickets;
    this.clock = clock;
  }

  @Override
  public synchronized boolean start(IonState state) {
    check();
    if (!running.add(state.name())) {
      return false;
    }
    started.put(state.name(), state);
    Reply unused = step(state, new IonEvent.Launched(UUID.randomUUID().toString()));
    return true;
  }

  @Override
  public synchronized <R> R update(
      String workflow, String name, String id, Object request, Class<R> answer) {
    check();
    String ion = ion(workflow);
    updates.add(request);
    if (request instanceof DecideRequest decision) {
      return answer.cast(decided(ion, decision));
    }
    IonEvent event = TestingCommands.event(name, request);
    return switch (step(states.get(ion), event)) {
      case Reply.Receipt(boolean done, String message) ->
          answer.cast(new CommandReceipt(done, message));
      case Reply.None none -> throw new AssertionError(event);
      case Reply.Decision decision -> throw new AssertionError(event);
    };
  }

  private Reply step(IonState state, IonEvent event) {
    Transition transition = machine.step(state, event, clock.instant());
    IonState next = transition.state();
    states.put(next.name(), next);
    records
        .computeIfAbsent(next.name(), ion -> new CopyOnWriteArrayList<>())
        .addAll(transition.entries());
    if (next.status() == IonStatus.STOPPED) {
      running.remove(next.name());
    }
    return transition.reply();
  }

  private DecisionReceipt decided(String ion, DecideRequest request) {
    Instant now = clock.instant();
    IonState state = states.get(ion);
    if (state == null || unknown(state, request, now)) {
      return counted(request, now);
    }
    Reply reply = step(state, new IonEvent.Decided(UUID.randomUUID().toString(), request, true));
    return switch (reply) {
      case Reply.Decision(Verdict.Accepted accepted) -> accepted.receipt();
      case Reply.Decision(Verdict.Refused refused) ->
          throw DecisionProblems.of(refused.refusal(), refused.message());
      case Reply.Receipt(boolean done, String message) ->
          throw new HubException(ErrorCode.REFUSED, message);
      case Reply.None none -> throw new AssertionError(request);
    };
  }

  private boolean unknown(IonState state, DecideRequest request, Instant now) {
    return machine.judge(state, request, now) instanceof Verdict.Refused refused
        && refused.refusal() == Refusal.UNKNOWN;
  }

  private DecisionReceipt counted(DecideRequest request, Instant now) {
    String approval = Objects.requireNonNull(request.approval());
    String decision = Objects.requireNonNull(request.decision());
    TicketDesk desk = new TicketDesk(List.of(tickets.key()), used);
    return switch (desk.check(
        Optional.ofNullable(request.ticket()),
        decision,
        approval,
        Objects.requireNonNull(request.subject()),
        now)) {
      case Standing.Good(Ticket ticket) -> {
        used.add(ticket.id());
        yield new DecisionReceipt(approval, decision, ticket.person(), "approved", 1, 1);
      }
      case Standing.Bad bad -> throw new HubException(ErrorCode.REFUSED, bad.message());
    };
  }

  @Override
  public void signal(String workflow, String name, Object argument) {
    check();
    if (argument instanceof AnswersSignal answers) {
      heard(workflow, answers);
      return;
    }
    String unused = ion(workflow);
    updates.add(argument);
  }

  private void heard(String cohort, AnswersSignal answers) {
    if (!running.contains(cohort.split(":")[1])) {
      throw new HubException(ErrorCode.CONFLICT, cohort + " is not running");
    }
    this.answers.computeIfAbsent(cohort, first -> new CopyOnWriteArrayList<>()).add(answers);
  }

  @Override
  public Optional<IonView> state(String ion) {
    check();
    if (withoutWorker) {
      throw new HubException(ErrorCode.UNAVAILABLE, "no worker answers");
    }
    return Optional.ofNullable(views.get(ion))
        .or(() ->
            Optional.ofNullable(states.get(ion))
                .map(state -> machine.view(state, clock.instant())));
  }

  @Override
  public Witness witness(String ion) {
    if (unreadable.contains(ion)) {
      return new Witness.Unreadable("its history does not replay");
    }
    return state(ion).map(Witness::of).orElseGet(Witness.Nobody::new);
  }

  @Override
  public void report(String ion, IonSignal signal) {
    check();
    reports.add(signal);
  }

  @Override
  public boolean reachable() {
    return !down;
  }

  public List<Object> takeUpdates() {
    List<Object> taken = new ArrayList<>(updates);
    updates.clear();
    return taken;
  }

  /** The records of an ION that were not taken before, as its outbox would send them. */
  public List<TimelineEntry> takeRecords(String ion) {
    List<TimelineEntry> kept = records.getOrDefault(ion, new CopyOnWriteArrayList<>());
    List<TimelineEntry> taken = List.copyOf(kept);
    kept.clear();
    return taken;
  }

  /** As if somebody terminated it in Temporal, or Temporal had lost its database. */
  public void lose(String ion, WorkflowStanding end) {
    running.remove(ion);
    ends.put(ion, end);
  }

  /** Work of a node has ended. */
  public synchronized void ended(String ion, String node, String workflow, WorkEnd end) {
    Reply unused = step(states.get(ion), new IonEvent.WorkEnded(workflow, node, end));
  }

  @Override
  public Set<String> running() {
    check();
    return Set.copyOf(running);
  }

  @Override
  public WorkflowStanding standing(String workflow) {
    check();
    String ion = workflow.substring("ion:".length());
    return running.contains(ion)
        ? new WorkflowStanding(true, "run-of-" + ion, "running")
        : ends.getOrDefault(ion, WorkflowStanding.UNKNOWN);
  }

  @Override
  public List<Work> work(String ion, int most) {
    check();
    return work.getOrDefault(ion, List.of());
  }

  @Override
  public void cancel(String workflow) {
    check();
    cancelled.add(workflow);
  }

  private String ion(String workflow) {
    String ion = workflow.substring("ion:".length());
    if (!running.contains(ion)) {
      throw new HubException(ErrorCode.CONFLICT, workflow + " is not running");
    }
    return ion;
  }

  private void check() {
    if (down) {
      throw new HubException(ErrorCode.UNAVAILABLE, "Temporal is down");
    }
  }
}
