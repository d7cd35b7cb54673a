package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Join;
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
import dev.ionosphere.workflows.machine.token.Token;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.GateEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import dev.ionosphere.workflows.timeline.TokenEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds after every step, seen from outside: from records and states alone. */
final class Invariants {

  private final TestingMachine ion;
  private final Releasing releasing = new Releasing();
  private final Provenances provenances = new Provenances();
  private final Changing changing;
  private final Set<String> ended = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Map<String, Work> live = new HashMap<>();
  private final Map<String, String> running = new HashMap<>();
  private final Set<String> runs = new HashSet<>();
  private final Map<String, Instant> fired = new HashMap<>();

  Invariants(TestingMachine ion) {
    this.ion = ion;
    changing = new Changing(ion);
  }

  void after(IonState before, IonEvent event, Transition transition) {
    IonState after = transition.state();
    IonGraph graph = TestingMachine.DOCUMENTS.stored(after.document().text());
    for (TimelineEntry entry : transition.entries()) {
      runs(entry.event(), entry.node());
      releasing.take(entry, graph);
      changing.take(entry, event);
    }
    nothingBeginsInAPause(before, after, transition.entries());
    tokensEndOnce(before, after, event, transition.entries());
    slots(after, graph);
    provenances.after(before, after, transition.entries());
    changing.after(before, after, transition.entries());
    work(before, after);
    alarms(after);
    cooldowns(after, graph);
    numbersGrow(before, after);
    approvals(after);
    if (!before.document().equals(after.document())) {
      Weakening.notUnseen(before, graph, transition.entries());
    }
  }

  private void runs(TimelineEvent event, String node) {
    switch (event) {
      case RunEvent.TrainingStarted started -> {
        assertThat(running.put(node, started.run())).as("single flight at %s", node).isNull();
        assertThat(runs.add(started.run())).as("a run's id comes once").isTrue();
      }
      case RunEvent.TrainingFinished finished -> stopped(node, finished.run());
      case RunEvent.TrainingFailed failed -> stopped(node, failed.run());
      case RunEvent.TrainingStopped stopped -> stopped(node, stopped.run());
      default -> {}
    }
  }

  private void stopped(String node, String run) {
    assertThat(running.remove(node)).isEqualTo(run);
  }

  private static void nothingBeginsInAPause(
      IonState before, IonState after, List<TimelineEntry> entries) {
    if (before.status() != IonStatus.PAUSED || after.status() != IonStatus.PAUSED) {
      return;
    }
    for (TimelineEntry entry : entries) {
      boolean begins =
          entry.event() instanceof RunEvent.TrainingStarted
              || entry.event() instanceof ApprovalEvent.ApprovalOpened
              || entry.event() instanceof GateEvent.GateJudged
              || entry.event() instanceof ReleaseEvent.ModelReleased
              || entry.event() instanceof TokenEvent.JoinFired;
      assertThat(begins).as("in a pause: %s", entry).isFalse();
    }
  }

  private void tokensEndOnce(
      IonState before, IonState after, IonEvent event, List<TimelineEntry> entries) {
    Set<String> endings = new HashSet<>();
    Set<String> joined = new HashSet<>();
    for (TimelineEntry entry : entries) {
      switch (entry.event()) {
        case TokenEvent.TokenSuperseded token -> end(token.token(), endings);
        case TokenEvent.TokenWithdrawn token -> end(token.token(), endings);
        case TokenEvent.ArrivalLate late -> end(late.token(), endings);
        case TokenEvent.JoinFired join -> {
          join.tokens().forEach(token -> end(token, endings));
          joined.add(join.join());
        }
        case TokenEvent.JoinFailed join -> joined.add(join.join());
        default -> {}
      }
    }
    Set<String> waiting = new HashSet<>();
    for (Token token : tokens(after)) {
      assertThat(waiting.add(token.id())).as("%s waits once", token.id()).isTrue();
      assertThat(ended).as("what waits has not ended").doesNotContain(token.id());
    }
    for (Token token : tokens(before)) {
      if (waiting.contains(token.id()) || endings.contains(token.id())) {
        continue;
      }
      boolean released =
          before.traffic().held().contains(token) && event instanceof IonEvent.Resumed;
      assertThat(released || joined.contains(token.to()))
          .as("%s went on, or its join did", token)
          .isTrue();
      ended.add(token.id());
    }
  }

  private void end(String token, Set<String> endings) {
    endings.add(token);
    assertThat(ended.add(token)).as("%s ends once", token).isTrue();
  }

  static List<Token> tokens(IonState state) {
    List<Token> tokens = new ArrayList<>(state.traffic().held());
    state.traffic().slots().values().forEach(tokens::addAll);
    return tokens;
  }

  private static void slots(IonState state, IonGraph graph) {
    Set<String> held = new HashSet<>();
    for (Token token : state.traffic().held()) {
      assertThat(held.add(token.edge() + " " + token.lineage().origin())).isTrue();
      assertThat(state.status()).isEqualTo(IonStatus.PAUSED);
    }
    state
        .traffic()
        .slots()
        .forEach((node, tokens) -> {
          Join join = graph.ion().joins().get(node);
          boolean lineage = join.match() == Join.Match.LINEAGE;
          Set<String> places = new HashSet<>();
          for (Token token : tokens) {
            assertThat(places.add(token.edge() + (lineage ? token.lineage().text() : ""))).isTrue();
            long closed =
                state
                    .traffic()
                    .closed()
                    .getOrDefault(node, Map.of())
                    .getOrDefault(token.lineage().origin(), 0L);
            assertThat(!lineage || token.lineage().number() > closed).as("seeds nothing").isTrue();
          }
        });
  }

  private void work(IonState before, IonState state) {
    Map<String, Work> now = new HashMap<>();
    for (String node : state.nodes().keySet()) {
      List<Work> wanted = ion.machine.wanted(state, node).work();
      assertThat(wanted).as("one live work a node").hasSizeLessThan(2);
      wanted.forEach(work -> now.put(work.id(), work));
    }
    now.forEach((id, work) -> {
      assertThat(gone).as("work that ended does not come back").doesNotContain(id);
      Work frozen = live.get(id);
      assertThat(frozen == null || frozen.input().toString().equals(work.input().toString()))
          .isTrue();
      boolean paused = state.status() == IonStatus.PAUSED;
      assertThat(frozen != null || !paused || before.status() != IonStatus.PAUSED)
          .as("work begins in a pause: %s", id)
          .isTrue();
      boolean rollout = work.input() instanceof dev.ionosphere.workflows.rollout.RolloutInput;
      assertThat(work.mode() == Work.Mode.PAUSE).isEqualTo(paused && rollout);
    });
    live.keySet().stream().filter(id -> !now.containsKey(id)).forEach(gone::add);
    live.clear();
    live.putAll(now);
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
          assertThat(ion.machine.wanted(state, name).alarms())
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
    assertThat(open).containsExactlyInAnyOrderElementsOf(releasing.open());
  }
}
