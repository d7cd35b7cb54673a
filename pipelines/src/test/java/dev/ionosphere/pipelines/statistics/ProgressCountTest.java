package dev.ionosphere.pipelines.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressCountTest {
  private final ProgressCount progress = new ProgressCount();

  @Test
  void countsTasksOfKnownStages() {
    progress.stageKnown(0, 4);
    progress.stageKnown(1, 2);
    progress.jobStarted(0, "reading", Set.of(0, 1));
    progress.stageStarted(0, "count at X", 4);
    progress.taskEnded(0, true);
    progress.taskEnded(0, false);
    Snapshot snapshot = progress.snapshot(1, "task");
    assertThat(snapshot.stage()).isEqualTo("reading");
    assertThat(snapshot.tasksDone()).isEqualTo(1);
    assertThat(snapshot.tasksKnown()).isEqualTo(6);
    assertThat(snapshot.tasksFailed()).isEqualTo(1);
  }

  @Test
  void stagesThatWereNotNeededAreNoWork() {
    progress.stageKnown(0, 4);
    progress.stageKnown(1, 2);
    progress.jobStarted(0, null, Set.of(0, 1));
    progress.stageStarted(1, "sum at Y", 2);
    progress.stageEnded(1);
    progress.jobEnded(0);
    Snapshot snapshot = progress.snapshot(1, "job-end");
    assertThat(snapshot.tasksDone()).isEqualTo(2);
    assertThat(snapshot.tasksKnown()).isEqualTo(2);
    assertThat(snapshot.jobsDone()).isEqualTo(1);
  }

  @Test
  void stepsOfTheProgramNeverGoBack() {
    progress.stageKnown(9, 1);
    progress.stageEnded(9);
    assertThat(fraction()).isEqualTo(1);
    progress.step(Steps.of("1/4"));
    assertThat(fraction()).isZero();
    progress.stageKnown(0, 4);
    progress.stageStarted(0, "a", 4);
    progress.stageEnded(0);
    progress.step(Steps.of(null));
    assertThat(fraction()).isEqualTo(0.25);
    progress.step(Steps.of("2/4"));
    progress.stageKnown(1, 2);
    progress.taskEnded(1, true);
    assertThat(fraction()).isEqualTo(0.375);
    progress.step(Steps.of("2/4"));
    progress.stageKnown(2, 8);
    assertThat(fraction()).isEqualTo(0.375);
    progress.step(Steps.of("4/4"));
    assertThat(fraction()).isEqualTo(0.75);
  }

  @Test
  void withoutStepsTasksAreAllThatIsKnown() {
    assertThat(fraction()).isZero();
    progress.step(Steps.of("5/4"));
    progress.stageKnown(0, 2);
    progress.taskEnded(0, true);
    assertThat(fraction()).isEqualTo(0.5);
    progress.step(Steps.of("x"));
    progress.stageKnown(1, 2);
    assertThat(fraction()).isEqualTo(0.25);
  }

  private double fraction() {
    return progress.snapshot(1, "task").fraction();
  }

  @Test
  void countersOnlyGrowAndAreFew() {
    progress.counter("rows read", 5);
    progress.counter("rows read", 3);
    for (int i = 0; i < 1000; i++) {
      progress.counter("counter " + i, i);
    }
    assertThat(progress.snapshot(1, "end").counters()).hasSize(64).containsEntry("rows read", 5.0);
  }
}
