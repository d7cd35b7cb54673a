package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.CommandSubject;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Refusal;
import dev.ionosphere.workflows.approval.TestingHub;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.gate.GateVerdict;
import dev.ionosphere.workflows.machine.ask.Asked;
import dev.ionosphere.workflows.machine.ask.AskingState;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.node.inference.InferenceState;
import dev.ionosphere.workflows.machine.node.training.TrainingState;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import dev.ionosphere.workflows.training.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine, the state it is in and everything it recorded so far. As strict as the ledger and the
 * shell: a key twice, a cause that nobody knows or a change of what is wanted that is not said to
 * be one fails the test.
 */
public final class TestingMachine {

  /** A Monday. */
  public static final Instant START = Instant.parse("2026-06-01T08:00:00Z");

  public static final TestingHub HUB = new TestingHub();

  static final TestingDocuments DOCUMENTS = new TestingDocuments();
  private static final Duration VALID = Duration.ofMinutes(10);

  public final Machine machine;
  public final List<TimelineEntry> entries = new ArrayList<>();
  public IonState state;
  public Instant now = START;
  private final Set<String> keys = new HashSet<>();
  private @Nullable Invariants invariants;
  private @Nullable Coverage coverage;
  private int ids;

  public TestingMachine(Machine machine, String document) {
    this.machine = machine;
    state =
        IonState.launch(
            TestingIon.NAME, document, 1, Actor.person("scientist"), List.of(HUB.key()), null);
  }

  public TestingMachine(TestingIon document) {
    this(new Machine(DOCUMENTS), document.canonical());
  }

  /** One that is held against what must always hold, and counted. */
  TestingMachine watched(Coverage counted) {
    invariants = new Invariants(this);
    coverage = counted;
    return this;
  }

  public static TestingMachine launched(TestingIon document) {
    return new TestingMachine(document).launched();
  }

  public TestingMachine launched() {
    step(new IonEvent.Launched("launch"));
    return this;
  }

  public Transition step(IonEvent event) {
    IonState before = state;
    Transition transition = machine.step(state, event, now);
    state = transition.state();
    for (TimelineEntry entry : transition.entries()) {
      assertThat(entry.cause() == null || keys.contains(entry.cause()))
          .as("cause of %s is known", entry)
          .isTrue();
      assertThat(keys.add(entry.key())).as("key %s is new: %s", entry.key(), entry).isTrue();
    }
    entries.addAll(transition.entries());
    Set<String> names = new HashSet<>(before.nodes().keySet());
    names.addAll(state.nodes().keySet());
    names.add(Machine.CHANGE);
    for (String name : names) {
      if (!transition.touched().contains(name)) {
        assertThat(machine.wanted(state, name))
            .as("what %s wants", name)
            .isEqualTo(machine.wanted(before, name));
      }
    }
    if (invariants != null) {
      invariants.after(before, event, transition);
    }
    if (coverage != null) {
      for (TimelineEntry entry : transition.entries()) {
        coverage.count(entry, before, state);
      }
    }
    return transition;
  }

  public String id() {
    ids++;
    return "id-" + ids;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Time passes, and every alarm that comes due is delivered in order. */
  public void passWithAlarms(Duration time) {
    Instant end = now.plus(time);
    while (true) {
      Alarm next =
          alarms().stream()
              .filter(alarm -> !alarm.at().isAfter(end))
              .min(Comparator.comparing(Alarm::at).thenComparing(Alarm::node))
              .orElse(null);
      if (next == null) {
        now = end;
        return;
      }
      now = next.at().isAfter(now) ? next.at() : now;
      IonState before = state;
      step(new IonEvent.AlarmDue(next));
      assertThat(state).as("%s leads to something", next).isNotEqualTo(before);
    }
  }

  public List<Alarm> alarms() {
    return Stream.concat(state.nodes().keySet().stream(), Stream.of(Machine.CHANGE))
        .flatMap(name -> machine.wanted(state, name).alarms().stream())
        .toList();
  }

  public List<Work> work() {
    return state.nodes().keySet().stream()
        .flatMap(name -> machine.wanted(state, name).work().stream())
        .toList();
  }

  public Reply.Receipt run(String person) {
    return run(person, "retrain");
  }

  public Reply.Receipt run(String person, String node) {
    return receipt(new IonEvent.RunRequested(id(), Actor.person(person), node, null));
  }

  public Reply.Receipt receipt(IonEvent event) {
    return (Reply.Receipt) step(event).reply();
  }

  public void pause() {
    receipt(new IonEvent.Paused(id(), Actor.person("operator")));
  }

  public void resume() {
    receipt(new IonEvent.Resumed(id(), Actor.person("operator")));
  }

  public boolean paused() {
    return state.status() == IonStatus.PAUSED;
  }

  public TrainingState training(String node) {
    return (TrainingState) state.nodes().get(node);
  }

  public InferenceState inference(String node) {
    return (InferenceState) state.nodes().get(node);
  }

  public OpenApproval open(String node) {
    return asked(state.nodes().get(node)).map(Asked::open).orElse(null);
  }

  /** What a node asks people, if it is of a kind that does. */
  static Optional<Asked> asked(NodeState state) {
    return state instanceof AskingState asking ? Optional.of(asking.asked()) : Optional.empty();
  }

  public PendingChange pending() {
    return state.policy().pending();
  }

  public void finish() {
    finish("retrain");
  }

  public void finish(String node) {
    TrainingState.Run run = Objects.requireNonNull(training(node).run(), node + " runs");
    step(new IonEvent.WorkEnded(run.work(), node, new WorkEnd.Done(result(run.job().run()))));
  }

  /** What a gate is told of the candidate that came to it. */
  public void judge(String node, GateVerdict verdict) {
    Work work = wanted(node).getFirst();
    step(new IonEvent.WorkEnded(work.id(), node, new WorkEnd.Done(verdict)));
  }

  public List<Work> wanted(String node) {
    return machine.wanted(state, node).work();
  }

  public void fail(String node) {
    TrainingState.Run run = Objects.requireNonNull(training(node).run(), node + " runs");
    step(new IonEvent.WorkEnded(run.work(), node, new WorkEnd.Failed("out of memory")));
  }

  /** A person asks for a run, and it succeeds. */
  public void candidate(String node) {
    run("scientist", node);
    finish(node);
  }

  public static TrainingResult result(String run) {
    return new TrainingResult(run, model(run), Map.of("wssse", 1.5), "sha256:evidence-of-" + run);
  }

  public static ModelRef model(String run) {
    return new ModelRef("sha256:" + run, "signature", "key", 1_000);
  }

  public Verdict decide(String node, String decision, String person, String... roles) {
    OpenApproval open = Objects.requireNonNull(open(node), node + " waits");
    return decide(HUB.request(open.approval(), open.subject(), decision, person, later(), roles));
  }

  public Verdict decide(DecideRequest request) {
    return ((Reply.Decision) step(new IonEvent.Decided(id(), request, true)).reply()).verdict();
  }

  public Verdict approve(String node) {
    return decide(node, "approve", "ann");
  }

  public Verdict reject(String node) {
    return decide(node, "reject", "ann");
  }

  public Verdict decideChange(String decision, String person, String... roles) {
    PendingChange pending = Objects.requireNonNull(pending(), "a change waits");
    return decide(HUB.request(pending.id(), pending.subject(), decision, person, later(), roles));
  }

  public static Refusal refusal(Verdict verdict) {
    return ((Verdict.Refused) verdict).refusal();
  }

  public Instant later() {
    return now.plus(VALID);
  }

  /** Trains, approves and rolls out: one whole lap. */
  public void lap() {
    candidate("retrain");
    approve("review");
    rollout("detect", RolloutStatus.COMPLETED, false);
  }

  public void rollout(String node, RolloutStatus outcome, boolean open) {
    rollout(node, outcome, new Tally(4, 4, 0, 0), open);
  }

  public void rollout(String node, RolloutStatus outcome, Tally tally, boolean open) {
    String work = Objects.requireNonNull(inference(node).rollout(), "a rollout").input().rollout();
    RolloutReport report =
        new RolloutReport(
            work,
            node,
            Objects.requireNonNull(inference(node).wanted()).generation(),
            outcome,
            tally,
            open);
    step(
        open
            ? new IonEvent.WorkProgressed(id(), work, node, report)
            : new IonEvent.WorkEnded(work, node, new WorkEnd.Done(report)));
  }

  public void drift(boolean drifted) {
    drift("detect", Objects.requireNonNull(inference("detect").wanted()).model().digest(), drifted);
  }

  public void drift(String node, String digest, boolean drifted) {
    step(
        new IonEvent.Told(
            id(),
            node,
            new NodeCommand.Judged(digest, drifted, Map.of("s2", 0.4), 500, now, null)));
  }

  public Reply.Receipt change(TestingIon document) {
    return change(document, "scientist");
  }

  public Reply.Receipt change(TestingIon document, String person) {
    String text = document.canonical();
    PendingChange pending = pending();
    long newest = pending == null ? 0 : pending.generation();
    long generation = Math.max(newest, state.document().generation()) + 1;
    return receipt(changed(id(), text, generation, person));
  }

  public IonEvent.DocumentChanged changed(String id, String text, long generation, String person) {
    return new IonEvent.DocumentChanged(
        id,
        ticket("change", CommandSubject.change(text, generation), person),
        text,
        generation,
        null);
  }

  public Reply.Receipt setModel(String node, String digest) {
    return receipt(
        new IonEvent.ModelSet(
            id(),
            ticket("setModel", CommandSubject.setModel(node, digest), "operator"),
            node,
            new ModelRef(digest, "forged", "key", 1),
            "it was better",
            null));
  }

  public Reply.Receipt stop() {
    return receipt(
        new IonEvent.Stopped(
            id(), ticket("stop", CommandSubject.stop(TestingIon.NAME), "operator")));
  }

  public Optional<String> ticket(String act, String subject, String person) {
    Ticket ticket = HUB.ticket(TestingIon.NAME, subject, act, person, later(), "operator");
    return Optional.of(HUB.sign(ticket));
  }

  public <E extends TimelineEvent> List<E> events(Class<E> type) {
    return entries.stream()
        .map(TimelineEntry::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  public TimelineEntry entry(Class<? extends TimelineEvent> type) {
    return entries(type).getLast();
  }

  public List<TimelineEntry> entries(Class<? extends TimelineEvent> type) {
    return entries.stream().filter(entry -> type.isInstance(entry.event())).toList();
  }

  public int count(Class<? extends TimelineEvent> type) {
    return entries(type).size();
  }
}
