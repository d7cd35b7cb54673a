package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.workflows.machine.ask.Asked;
import dev.ionosphere.workflows.machine.ask.Deadline;
import dev.ionosphere.workflows.machine.ask.OpenApproval;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.notify.NotifyState;
import dev.ionosphere.workflows.machine.node.training.TrainingState;
import dev.ionosphere.workflows.machine.state.EdgeMemory;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds after every step, seen from outside: from records and states alone. */
final class Invariants {

  private final Machine machine;
  private final Causes causes = new Causes();
  private final Voting voting = new Voting();
  private final Releasing releasing = new Releasing(voting);
  private final Provenances provenances = new Provenances();
  private final Changing changing;
  private final Waiting waiting = new Waiting();
  private final Working working;
  private final Map<String, Instant> fired = new HashMap<>();

  Invariants(Machine machine) {
    this.machine = machine;
    changing = new Changing(machine);
    working = new Working(machine);
  }

  void after(IonState before, IonEvent event, Transition transition) {
    IonState after = transition.state();
    IonGraph graph = TestingMachine.DOCUMENTS.stored(after.document().text());
    for (TimelineEntry entry : transition.entries()) {
      causes.take(entry);
      working.take(entry);
      voting.take(entry, graph);
      releasing.take(entry, graph);
      changing.take(entry, event);
    }
    working.after(before, after, transition.entries());
    waiting.after(before, after, graph, event, transition.entries());
    provenances.after(before, after, transition.entries());
    changing.after(before, after, transition.entries());
    alarms(after);
    cooldowns(after, graph);
    numbersGrow(before, after);
    approvals(after);
    if (!before.document().equals(after.document())) {
      Weakening.notUnseen(before, graph, transition.entries());
    }
  }

  private void alarms(IonState state) {
    boolean paused = state.status() != IonStatus.RUNNING;
    state
        .nodes()
        .forEach((name, node) -> {
          List<Instant> expected = new ArrayList<>();
          if (node instanceof TrainingState training
              && training.run() == null
              && training.nextFire() != null) {
            expected.add(training.nextFire());
          }
          if (node instanceof NotifyState notify && notify.due() != null) {
            expected.add(notify.due());
          }
          OpenApproval open = TestingMachine.asked(node).map(Asked::open).orElse(null);
          if (open != null) {
            Deadline deadline = open.deadline();
            assertThat(deadline.pausedAt() != null).isEqualTo(paused);
            expected.add(deadline.expiresAt());
            if (deadline.escalatesAt() != null) {
              expected.add(deadline.escalatesAt());
            }
          }
          assertThat(machine.wanted(state, name).alarms())
              .extracting(Alarm::at)
              .containsExactlyInAnyOrderElementsOf(paused ? List.of() : expected);
        });
  }

  private void cooldowns(IonState state, IonGraph graph) {
    Set<String> edges = new HashSet<>();
    for (Edge edge : graph.ion().edges()) {
      if (edge instanceof Edge.Event event) {
        edges.add(event.key());
        EdgeMemory memory = state.edges().getOrDefault(event.key(), EdgeMemory.NEW);
        Instant last = fired.get(event.key());
        if (memory.lastFired() != null && !memory.lastFired().equals(last)) {
          assertThat(last == null || !memory.lastFired().isBefore(last.plus(event.cooldown())))
              .as("cooldown of %s", event.key())
              .isTrue();
          fired.put(event.key(), memory.lastFired());
        }
      }
    }
    fired.keySet().retainAll(edges);
  }

  private static void numbersGrow(IonState before, IonState after) {
    before
        .numbers()
        .forEach((of, number) ->
            assertThat(after.numbers().get(of)).as(of).isGreaterThanOrEqualTo(number));
    before
        .nodes()
        .forEach((name, node) -> {
          NodeState now = after.nodes().get(name);
          if (now != null && now.getClass() == node.getClass()) {
            assertThat(now.laps()).as("laps of %s", name).isBetween(node.laps(), node.laps() + 1);
          }
        });
  }

  private void approvals(IonState state) {
    List<String> open = new ArrayList<>();
    for (NodeState node : state.nodes().values()) {
      OpenApproval waiting = TestingMachine.asked(node).map(Asked::open).orElse(null);
      if (waiting != null) {
        open.add(waiting.approval());
      }
    }
    assertThat(open).containsExactlyInAnyOrderElementsOf(voting.open());
  }
}
