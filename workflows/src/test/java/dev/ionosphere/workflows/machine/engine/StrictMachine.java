package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.machine.ask.Asked;
import dev.ionosphere.workflows.machine.ask.AskingState;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.inference.InferenceState;
import dev.ionosphere.workflows.machine.node.training.TrainingState;
import dev.ionosphere.workflows.machine.policy.PendingChange;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine, the state it is in and everything it recorded so far. As strict as the ledger and the
 * shell: a key twice, a cause that nobody knows or a change of what is wanted that is not said to
 * be one fails the test.
 */
abstract class StrictMachine {

  public final Machine machine;
  public final List<TimelineEntry> entries = new ArrayList<>();
  public IonState state;
  public Instant now = TestingMachine.START;
  private final Set<String> keys = new HashSet<>();
  private @Nullable Invariants invariants;
  private @Nullable Coverage coverage;

  StrictMachine(Machine machine, IonState state) {
    this.machine = machine;
    this.state = state;
  }

  /** From now on it is held against what must always hold, and counted. */
  void watch(Coverage counted) {
    invariants = new Invariants(machine);
    coverage = counted;
  }

  public Transition step(IonEvent event) {
    IonState before = state;
    Transition transition = machine.step(state, event, now);
    state = transition.state();
    transition.entries().forEach(this::told);
    touched(before, transition.touched());
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

  private void told(TimelineEntry entry) {
    assertThat(entry.cause() == null || keys.contains(entry.cause()))
        .as("cause of %s is known", entry)
        .isTrue();
    assertThat(keys.add(entry.key())).as("key %s is new: %s", entry.key(), entry).isTrue();
    entries.add(entry);
  }

  /** What was not touched wants what it wanted before. */
  private void touched(IonState before, Set<String> touched) {
    Set<String> names = new HashSet<>(before.nodes().keySet());
    names.addAll(state.nodes().keySet());
    names.add(Machine.CHANGE);
    names.removeAll(touched);
    for (String name : names) {
      assertThat(machine.wanted(state, name))
          .as("what %s wants", name)
          .isEqualTo(machine.wanted(before, name));
    }
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

  public List<Work> wanted(String node) {
    return machine.wanted(state, node).work();
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
