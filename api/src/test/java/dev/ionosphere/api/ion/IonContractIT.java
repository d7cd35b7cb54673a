package dev.ionosphere.api.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.api.rollout.Rollout;
import dev.ionosphere.api.rollout.Rollouts;
import dev.ionosphere.api.training.TrainingRun;
import dev.ionosphere.api.training.TrainingRuns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class IonContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Database database;

  IonContractIT(Database database) {
    this.database = database;
  }

  @Test
  void ionsKeepTheirStateAndVersion() {
    StoredIons ions = database.bean(StoredIons.class);
    StoredIon ion =
        new StoredIon(
            "contract",
            1,
            "sha256:1",
            "{}",
            Map.of("site", "a"),
            "applied",
            "person:a",
            NOW,
            null,
            0);
    ions.save(ion);
    assertThat(ions.setLaunched("contract", NOW)).isEqualTo(1);
    StoredIon launched = ions.findById("contract").orElseThrow();
    assertThat(launched.status()).isEqualTo("running");
    assertThat(launched.launchedAt()).isEqualTo(NOW);
    assertThat(launched.labels()).containsEntry("site", "a");
    assertThat(ions.setStatus("contract", "paused")).isEqualTo(1);
    assertThat(ions.findAllOrderByName()).extracting(StoredIon::status).contains("paused");
  }

  @Test
  void aNewLifeNumbersOnFromEarlierOnes() {
    TrainingRuns runs = database.bean(TrainingRuns.class);
    for (int n = 1; n <= 3; n++) {
      runs.save(
          new TrainingRun(
              "lives.retrain." + n,
              "lives",
              "retrain",
              "failed",
              "request",
              "person:a",
              NOW,
              null,
              null,
              Map.of(),
              null,
              "no data"));
    }
    ModelReleases releases = database.bean(ModelReleases.class);
    releases.save(
        new ModelRelease(
            "lives.detect.7", "lives", "detect", 7, "sha256:7", List.of(), "system", NOW, 9));
    UsedNumbers numbers = database.bean(UsedNumbers.class);
    assertThat(numbers.of("lives")).isEqualTo(Map.of("retrain", 3L, "detect", 7L));
    assertThat(numbers.of("never-launched")).isEmpty();
  }

  /** The highest number counts, not how many there are, and wherever it is left. */
  @Test
  void anIdThatWasGivenOutDoesNotComeBack() {
    TrainingRuns runs = database.bean(TrainingRuns.class);
    runs.save(run("gaps", "gaps.retrain.9"));
    runs.save(run("gaps", "gaps.retrain.12"));
    runs.save(run("gaps", "gaps.retrain.made-up"));
    runs.save(run("gaps", "gaps.retrain.99999999999999999999"));
    database
        .bean(RegisteredModels.class)
        .save(
            new RegisteredModel(
                "sha256:gaps",
                "gaps",
                "second",
                "gaps.second.4",
                "signed",
                "key",
                1,
                "{}",
                Map.of(),
                NOW));
    database
        .bean(Rollouts.class)
        .save(
            new Rollout(
                "rollout:gaps:detect:8",
                "gaps",
                "detect",
                8,
                "sha256:gaps",
                "running",
                List.of(1),
                1,
                0,
                0,
                0,
                NOW,
                null));
    UsedNumbers numbers = database.bean(UsedNumbers.class);
    assertThat(numbers.of("gaps")).isEqualTo(Map.of("retrain", 12L, "second", 4L, "detect", 8L));
    List<String> known =
        List.of(
            "work:gaps:retrain:13",
            "work:other:retrain:99",
            "rollout:gaps:detect:5",
            "rollout:gaps:detect:forged");
    assertThat(numbers.of("gaps", known))
        .isEqualTo(Map.of("retrain", 13L, "second", 4L, "detect", 8L));
  }

  private static TrainingRun run(String ion, String id) {
    return new TrainingRun(
        id,
        ion,
        "retrain",
        "failed",
        "request",
        "person:a",
        NOW,
        null,
        null,
        Map.of(),
        null,
        "no data");
  }

  @Test
  void generationsAreNewestFirst() {
    IonGenerations generations = database.bean(IonGenerations.class);
    for (int i = 1; i <= 3; i++) {
      generations.save(new IonGeneration("g:" + i, "g", i, "sha256:" + i, "{}", "person:a", NOW));
    }
    assertThat(generations.findByIonOrderByGenerationDesc("g"))
        .extracting(IonGeneration::generation)
        .isEqualTo(List.of(3L, 2L, 1L));
  }
}
