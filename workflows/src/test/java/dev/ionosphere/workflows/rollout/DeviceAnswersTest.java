package dev.ionosphere.workflows.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.ApplyOutcome.Status;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.timeline.Storable;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceAnswersTest {

  private static final RolloutInput ASKED =
      new RolloutInput(
          "turbofan",
          "detect",
          7,
          "rollout:turbofan:detect:7",
          new ModelRef("sha256:asked", "s", "k", 1),
          "role=engine",
          List.of("100%"),
          0.9,
          Duration.ZERO,
          Duration.ofHours(1),
          Duration.ofDays(7),
          Duration.ofMinutes(5),
          "data.csv",
          1000,
          "cause",
          null);

  @Test
  void whoAndWhatIsWhatWasAsked() {
    assertThat(
            DeviceAnswers.answer(
                ASKED, "engine-01", new ApplyOutcome("other", 9, "sha256:x", Status.ACTIVE, "?")))
        .isEqualTo(new ApplyOutcome("engine-01", 7, "sha256:asked", Status.ACTIVE, ""));
  }

  @Test
  void anAnswerWithoutStatusIsARefusal() {
    ApplyOutcome nothing =
        DeviceAnswers.answer(ASKED, "engine-01", new ApplyOutcome(null, 0, null, null, null));
    assertThat(nothing.device()).isEqualTo("engine-01");
    assertThat(nothing.status()).isEqualTo(Status.REFUSED);
    assertThat(nothing.reason()).isEqualTo("the device answered without a status");
    assertThat(DeviceAnswers.answer(ASKED, "engine-01", null)).isEqualTo(nothing);
  }

  @Test
  void aReasonIsKeptAsItCanBe() {
    assertThat(refusal("golden\0 rows differ").reason()).isEqualTo("golden rows differ");
    assertThat(refusal("r".repeat(9_000)).reason()).hasSize(Storable.REASON);
    assertThat(refusal(null).reason()).isEqualTo("the device gave no reason");
  }

  @Test
  void whoWasLetGoHasNotAnsweredAndWhatCannotBeReadIsARefusal() {
    assertThat(DeviceAnswers.failure(ASKED, "engine-01", new CanceledFailure("superseded")))
        .isEmpty();
    assertThat(
            DeviceAnswers.failure(ASKED, "engine-01", new IllegalArgumentException("no JSON"))
                .orElseThrow()
                .reason())
        .startsWith("the device's answer cannot be read")
        .contains("no JSON");
  }

  private static ApplyOutcome refusal(String reason) {
    return DeviceAnswers.answer(
        ASKED, "engine-01", new ApplyOutcome("engine-01", 6, "sha256:old", Status.REFUSED, reason));
  }
}
