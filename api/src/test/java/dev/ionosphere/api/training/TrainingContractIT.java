package dev.ionosphere.api.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import io.micronaut.data.model.Pageable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class TrainingContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Database database;

  TrainingContractIT(Database database) {
    this.database = database;
  }

  @Test
  void runsFinishAndFail() {
    TrainingRuns runs = database.bean(TrainingRuns.class);
    runs.save(TestingRuns.running("t.retrain.1", NOW));
    runs.save(TestingRuns.running("t.retrain.2", NOW));
    assertThat(runs.finish("t.retrain.1", NOW, "sha256:m", Map.of("wssse", 1.5), null))
        .isEqualTo(1);
    assertThat(runs.end("t.retrain.2", "failed", NOW, "out of memory")).isEqualTo(1);
    TrainingRun finished = runs.findById("t.retrain.1").orElseThrow();
    assertThat(finished.metrics()).containsEntry("wssse", 1.5);
    assertThat(finished.state()).isEqualTo("finished");
    assertThat(runs.findById("t.retrain.2").orElseThrow().error()).isEqualTo("out of memory");
    Pageable page = Pageable.from(0, 10).withoutTotal();
    assertThat(runs.findByIonOrderByStartedAtDesc("t", page)).hasSize(2);
    assertThat(runs.findByIonAndNodeOrderByStartedAtDesc("t", "retrain", page)).hasSize(2);
  }

  @Test
  void runsComeInPages() {
    TrainingRuns runs = database.bean(TrainingRuns.class);
    for (int i = 1; i <= 3; i++) {
      runs.save(TestingRuns.running("p.retrain." + i, NOW)); // all at one time: the id decides
    }
    List<TrainingRun> first = runs.newest("p", "", "", 2);
    assertThat(first).extracting(TrainingRun::id).containsExactly("p.retrain.3", "p.retrain.2");
    assertThat(runs.newest("p", "retrain", "p.retrain.2", 2))
        .extracting(TrainingRun::id)
        .containsExactly("p.retrain.1");
    assertThat(runs.newest("p", "other", "", 2)).isEmpty();
    assertThat(runs.newest("", "", "", 500)).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void progressIsReplaced() {
    RunProgresses progresses = database.bean(RunProgresses.class);
    progresses.save(progress(0.5));
    progresses.update(progress(1));
    assertThat(progresses.findById("t.retrain.9")).contains(progress(1));
  }

  private static RunProgress progress(double fraction) {
    return new RunProgress(
        "t.retrain.9",
        "t",
        "retrain",
        "running",
        "stage",
        fraction,
        1,
        2,
        Map.of("rows", 3.0),
        List.of("line"),
        NOW);
  }
}
