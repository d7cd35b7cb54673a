package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.timeline.TimelineKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {

  @Test
  void driftAsksForTraining() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.drift(true);
    assertThat(ion.training().run().reason()).isEqualTo("drift");
    assertThat(ion.entries(TimelineKind.TRAINING_STARTED).getLast().cause())
        .isEqualTo(ion.entries(TimelineKind.DRIFT_DETECTED).getFirst().key());
  }

  @Test
  void saysOnceThatItGoesOn() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    for (int report = 0; report < 10; report++) {
      ion.drift(true);
    }
    assertThat(ion.entries(TimelineKind.DRIFT_DETECTED)).hasSize(1);
    assertThat(ion.effects(Effect.StartTraining.class)).hasSize(2);
    assertThat(ion.entries(TimelineKind.EVENT_SUPPRESSED))
        .singleElement()
        .extracting(entry -> entry.data().get("reason"))
        .isEqualTo("already running: turbofan.retrain.2");
  }

  @Test
  void keepsTheCooldown() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.drift(true);
    ion.finishTraining();
    ion.decide("reject", "approver");
    ion.drift(true);
    assertThat(ion.effects(Effect.StartTraining.class)).hasSize(2);
    assertThat(ion.entries(TimelineKind.EVENT_SUPPRESSED).getLast().data().get("reason"))
        .asString()
        .startsWith("cooldown until ");
    ion.pass(Duration.ofHours(6));
    ion.drift(true);
    assertThat(ion.effects(Effect.StartTraining.class)).hasSize(3);
    assertThat(ion.entries(TimelineKind.TRAINING_STARTED).getLast().cause())
        .isEqualTo(ion.entries(TimelineKind.DRIFT_DETECTED).getLast().key());
  }

  @Test
  void doesNotVoidTheCandidateThatPeopleLookAt() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.drift(true);
    ion.finishTraining();
    ion.pass(Duration.ofHours(7));
    ion.drift(true);
    assertThat(ion.training().run()).isNull();
    assertThat(ion.entries(TimelineKind.EVENT_SUPPRESSED).getLast().data())
        .containsEntry("reason", "waiting for approval turbofan.review.2");
  }

  @Test
  void clearsWhenTheDataIsLikeTrainingAgain() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.drift(false);
    assertThat(ion.entries(TimelineKind.DRIFT_CLEARED)).isEmpty();
    ion.drift(true);
    ion.drift(false);
    assertThat(ion.entries(TimelineKind.DRIFT_CLEARED)).hasSize(1);
    assertThat(ion.inference().drifted()).isFalse();
  }

  @Test
  void aNewModelStartsWithoutDrift() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.drift(true);
    ion.finishTraining();
    ion.decide("approve", "approver");
    assertThat(ion.inference().drifted()).isFalse();
  }

  @Test
  void ignoresReportsOfAnotherModel() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.step(new IonEvent.HealthReported("h", "detect", "sha256:old", true, Map.of(), 500, null));
    assertThat(ion.inference().drifted()).isFalse();
  }

  @Test
  void startsNothingInAPauseButRemembers() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.pause();
    ion.drift(true);
    assertThat(ion.training().run()).isNull();
    assertThat(ion.entries(TimelineKind.EVENT_SUPPRESSED).getFirst().data())
        .containsEntry("reason", "paused");
    ion.resume();
    ion.drift(true);
    assertThat(ion.training().run()).isNotNull();
  }
}
