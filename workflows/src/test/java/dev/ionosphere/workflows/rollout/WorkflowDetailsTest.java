package dev.ionosphere.workflows.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowDetailsTest {

  @Test
  void tellsHowFarARolloutIs() {
    RolloutView view =
        new RolloutView(
            "rollout:turbofan:detect:2",
            "turbofan",
            "detect",
            2,
            "sha256:ab",
            RolloutStatus.SOAKING,
            2,
            List.of(1, 3, 4),
            new Tally(4, 3, 1, 0),
            Instant.EPOCH);
    assertThat(WorkflowDetails.of(view))
        .isEqualTo(
            """
            Generation 2 of `detect` is **soaking**, wave 2 of 3.

            Model `sha256:ab`

            | asked | hold it | failed | silent |
            |---|---|---|---|
            | 4 | 3 | 1 | 0 |
            """);
  }
}
