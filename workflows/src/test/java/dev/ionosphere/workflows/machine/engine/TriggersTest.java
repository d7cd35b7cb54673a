package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.HealthEvent.AnomaliesCleared;
import dev.ionosphere.workflows.timeline.HealthEvent.AnomaliesDetected;
import dev.ionosphere.workflows.timeline.HealthEvent.DriftDetected;
import dev.ionosphere.workflows.timeline.RunEvent.EventSuppressed;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingStarted;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TriggersTest {

  private final TestingMachine ion = TestingMachine.launched(TestingIon.guarded());

  @Test
  void driftAsksForTraining() {
    ion.lap();
    ion.drift(true);
    assertThat(ion.training("retrain").run().reason()).isEqualTo("drift");
    assertThat(ion.entry(TrainingStarted.class).actor()).isEqualTo(new Actor("drift"));
    assertThat(ion.entry(TrainingStarted.class).cause())
        .isEqualTo(ion.entry(DriftDetected.class).key());
  }

  @Test
  void anomaliesAskForTraining() {
    TestingMachine ion =
        TestingMachine.launched(TestingIon.guarded().event("detect", "retrain", "anomaly", "6h"));
    ion.lap();
    ion.drift(false);
    ion.anomalies(0.09);
    assertThat(ion.training("retrain").run()).isNull();
    ion.anomalies(0.3);
    ion.anomalies(0.4);
    assertThat(ion.training("retrain").run().reason()).isEqualTo("anomaly");
    assertThat(ion.entry(TrainingStarted.class).actor()).isEqualTo(new Actor("anomaly"));
    assertThat(ion.entry(TrainingStarted.class).cause())
        .isEqualTo(ion.entry(AnomaliesDetected.class).key());
    assertThat(ion.events(AnomaliesDetected.class))
        .singleElement()
        .returns(0.3, AnomaliesDetected::share)
        .returns(0.1, AnomaliesDetected::allowed);
    ion.drift(false);
    assertThat(ion.count(AnomaliesCleared.class)).as("a hub of 0.3.0 does not say").isZero();
    ion.anomalies(0.05);
    ion.anomalies(0.05);
    assertThat(ion.count(AnomaliesCleared.class)).isEqualTo(1);
  }

  @Test
  void anomaliesAloneAreNoDrift() {
    ion.lap();
    ion.anomalies(0.9);
    assertThat(ion.training("retrain").run()).as("the edge waits for drift").isNull();
  }

  @Test
  void saysOnceThatItGoesOn() {
    ion.lap();
    for (int report = 0; report < 10; report++) {
      ion.drift(true);
    }
    assertThat(ion.count(DriftDetected.class)).isEqualTo(1);
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(2);
    assertThat(ion.events(EventSuppressed.class))
        .singleElement()
        .returns("detect->retrain:drift", EventSuppressed::edge)
        .returns("already running: run plant.retrain.2 is under way", EventSuppressed::reason);
  }

  @Test
  void keepsTheCooldownToTheInstant() {
    ion.lap();
    ion.drift(true);
    ion.finish();
    ion.reject("review");
    ion.pass(Duration.ofHours(6).minusSeconds(1));
    ion.drift(true);
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(2);
    assertThat(ion.events(EventSuppressed.class).getLast().reason())
        .isEqualTo("cooldown until " + ion.now.plusSeconds(1));
    ion.pass(Duration.ofSeconds(1));
    ion.drift(true);
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(3);
    assertThat(ion.entry(TrainingStarted.class).cause())
        .isEqualTo(ion.entry(DriftDetected.class).key());
  }

  @Test
  void doesNotVoidTheCandidateThatPeopleLookAt() {
    ion.lap();
    ion.drift(true);
    ion.finish();
    ion.pass(Duration.ofHours(7));
    ion.drift(true);
    assertThat(ion.training("retrain").run()).isNull();
    assertThat(ion.events(EventSuppressed.class).getLast().reason())
        .isEqualTo("waiting for approval plant.review.2");
  }

  @Test
  void aFailedTrainingStartsAnother() {
    TestingMachine ion =
        TestingMachine.launched(
            TestingIon.guarded()
                .training("spare")
                .edge("spare", "review")
                .join("review", "any")
                .event("retrain", "spare", "failed", "1h"));
    ion.run("ann");
    ion.fail("retrain");
    assertThat(ion.training("spare").run().reason()).isEqualTo("failed");
  }

  @Test
  void aFailedRolloutARejectionAndAWaitingApprovalStartTrainings() {
    TestingMachine ion = TestingMachine.launched(onEverything());
    ion.candidate("retrain");
    assertThat(ion.training("on-waiting").run()).isNotNull();
    ion.reject("review");
    assertThat(ion.training("on-rejected").run()).isNotNull();
    ion.candidate("retrain");
    ion.approve("review");
    ion.rollout("detect", RolloutStatus.FAILED, false);
    assertThat(ion.training("on-failed").run()).isNotNull();
  }

  private static TestingIon onEverything() {
    TestingIon document = TestingIon.guarded().join("review", "any");
    for (String event : new String[] {"waiting", "rejected", "failed"}) {
      String from = event.equals("failed") ? "detect" : "review";
      document
          .training("on-" + event)
          .edge("on-" + event, "review")
          .event(from, "on-" + event, event, "1h");
    }
    return document;
  }

  @Test
  void whatHappenedInAPauseStartsItsTrainingAfterIt() {
    TestingMachine ion = TestingMachine.launched(onEverything());
    ion.candidate("retrain");
    ion.approve("review");
    ion.candidate("retrain");
    ion.pause();
    ion.rollout("detect", RolloutStatus.ABORTED, false);
    ion.reject("review");
    assertThat(ion.training("on-failed").run()).isNull();
    assertThat(ion.training("on-rejected").run()).isNull();
    ion.resume();
    assertThat(ion.training("on-failed").run()).isNotNull();
    assertThat(ion.training("on-rejected").run()).isNotNull();
    ion.fail("on-failed");
    ion.pass(Duration.ofHours(2));
    ion.pause();
    ion.resume();
    assertThat(ion.training("on-failed").run()).as("once").isNull();
  }

  @Test
  void whatIsOverByTheEndOfAPauseStartsNothing() {
    ion.lap();
    ion.pause();
    ion.drift(true);
    ion.drift(false);
    ion.resume();
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(1);
  }

  @Test
  void onlyEdgesOfThatEventAreFollowed() {
    ion.candidate("retrain");
    ion.reject("review");
    ion.run("ann");
    ion.fail("retrain");
    assertThat(ion.count(TrainingStarted.class)).isEqualTo(2);
  }

  @Test
  void anEdgeThatGoesLosesItsMemory() {
    ion.lap();
    ion.drift(true);
    assertThat(ion.state.edges()).containsKey("detect->retrain:drift");
    ion.change(
        new TestingIon()
            .inference("detect")
            .training("retrain")
            .approval("review")
            .edge("retrain", "review")
            .edge("review", "detect"));
    assertThat(ion.state.edges()).isEmpty();
  }
}
