package dev.ionosphere.api.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The repositories of the domain, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class RolloutContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Database database;

  RolloutContractIT(Database database) {
    this.database = database;
  }

  @Test
  void rolloutsAreTalliedAndFinished() {
    Rollouts rollouts = database.bean(Rollouts.class);
    Rollout rollout =
        new Rollout(
            "rollout:r:detect:1",
            "r",
            "detect",
            1,
            "sha256:1",
            "running",
            List.of(1, 4, 8),
            8,
            0,
            0,
            0,
            NOW,
            null);
    rollouts.save(rollout);
    assertThat(rollouts.findById(rollout.id())).contains(rollout);
    assertThat(rollouts.setState(rollout.id(), "paused")).isEqualTo(1);
    assertThat(rollouts.tally(rollout.id(), 3, 1, 0)).isEqualTo(1);
    assertThat(rollouts.finish(rollout.id(), "completed", NOW, 7, 1, 0)).isEqualTo(1);
    assertThat(rollouts.setState(rollout.id(), "running")).isZero();
    Rollout finished = rollouts.newest("r", "", 1).getFirst();
    assertThat(finished.state()).isEqualTo("completed");
    assertThat(finished.active()).isEqualTo(7);
    assertThat(rollouts.newest("", "", 5)).isNotEmpty();
    assertThat(rollouts.newest("r", "", 5)).containsExactly(finished);
    assertThat(rollouts.newest("r", rollout.id(), 5)).isEmpty();
  }

  @Test
  void wavesAreInOrder() {
    RolloutWaves waves = database.bean(RolloutWaves.class);
    for (int i = 2; i >= 1; i--) {
      waves.save(new RolloutWave("x:" + i, "x", i, 1, 1, 0, 0, "passed", NOW));
    }
    assertThat(waves.findByRolloutOrderByWave("x"))
        .extracting(RolloutWave::wave)
        .containsExactly(1, 2);
  }
}
