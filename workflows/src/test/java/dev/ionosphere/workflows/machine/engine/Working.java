package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.GateEvent;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TokenEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs and work, one at a time at a node; nothing begins in a pause, nor twice. */
final class Working {

  private final Machine machine;
  private final Map<String, String> running = new HashMap<>();
  private final Set<String> runs = new HashSet<>();
  private final Map<String, Work> live = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  Working(Machine machine) {
    this.machine = machine;
  }

  void take(TimelineEntry entry) {
    String node = entry.node();
    switch (entry.event()) {
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

  void after(IonState before, IonState after, List<TimelineEntry> entries) {
    nothingBeginsInAPause(before, after, entries);
    work(before, after);
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

  private void work(IonState before, IonState state) {
    Map<String, Work> now = new HashMap<>();
    for (String node : state.nodes().keySet()) {
      List<Work> wanted = machine.wanted(state, node).work();
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
      boolean rollout = work.input() instanceof RolloutInput;
      assertThat(work.mode() == Work.Mode.PAUSE).isEqualTo(paused && rollout);
    });
    live.keySet().stream().filter(id -> !now.containsKey(id)).forEach(gone::add);
    live.clear();
    live.putAll(now);
  }
}
