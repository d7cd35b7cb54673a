package dev.ionosphere.api.model;

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
class ModelContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Database database;

  ModelContractIT(Database database) {
    this.database = database;
  }

  @Test
  void modelsAreNewestFirst() {
    RegisteredModels models = database.bean(RegisteredModels.class);
    models.save(model("sha256:1", NOW));
    models.save(model("sha256:2", NOW.plusSeconds(1)));
    assertThat(models.findById("sha256:1")).contains(model("sha256:1", NOW));
    assertThat(models.newest("m", "", 10))
        .extracting(RegisteredModel::digest)
        .containsExactly("sha256:2", "sha256:1");
    assertThat(models.findAllOrderByRegisteredAtDesc(Pageable.from(0, 1).withoutTotal()))
        .hasSize(1);
    assertThat(models.newest("m", "sha256:2", 10)).containsExactly(model("sha256:1", NOW));
    assertThat(models.newest("", "", 1)).hasSize(1);
    assertThat(models.after("sha256:1", 1)).containsExactly(model("sha256:2", NOW.plusSeconds(1)));
    assertThat(models.countPruned("sha256:1")).isZero();
    assertThat(models.pruned()).doesNotContain("sha256:1");
    assertThat(models.keep("sha256:1", NOW)).isEqualTo(1);
    assertThat(models.sign("sha256:1", "another", "other-key")).isEqualTo(1);
    assertThat(models.findById("sha256:1").orElseThrow().keyId()).isEqualTo("other-key");
  }

  @Test
  void newestReleaseIsFound() {
    ModelReleases releases = database.bean(ModelReleases.class);
    for (int i = 1; i <= 2; i++) {
      releases.save(
          new ModelRelease(
              "m.detect." + i,
              "m",
              "detect",
              i,
              "sha256:" + i,
              List.of("m.review." + i),
              "system",
              NOW.plusSeconds(i),
              i));
    }
    assertThat(
            releases
                .findFirstByIonAndNodeOrderByGenerationDesc("m", "detect")
                .orElseThrow()
                .generation())
        .isEqualTo(2);
    assertThat(releases.findByIonAndNodeOrderByGenerationDesc("m", "detect")).hasSize(2);
    Pageable first = Pageable.from(0, 1).withoutTotal();
    assertThat(releases.findByIonAndNodeOrderByGenerationDesc("m", "detect", first)).hasSize(1);
    releases.setRejected("m.detect.2", NOW);
    assertThat(releases.rejected("m")).extracting(ModelRelease::generation).containsExactly(2L);
    assertThat(releases.findFirstByIonOrderByReleasedAtDesc("m")).isPresent();
    assertThat(releases.findByIonOrderByGeneration("m"))
        .extracting(ModelRelease::generation)
        .containsExactly(1L, 2L);
    assertThat(releases.findByDigest("sha256:1").getFirst().allowedBy())
        .containsExactly("m.review.1");
  }

  private static RegisteredModel model(String digest, Instant at) {
    return new RegisteredModel(
        digest, "m", "retrain", "m.retrain.1", "sig", "key", 10, "{}", Map.of("k", 8.0), at);
  }
}
