package dev.ionosphere.workflows.machine.node.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.TestingIon;
import dev.ionosphere.workflows.machine.engine.TestingMachine;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.HealthEvent.DriftCleared;
import dev.ionosphere.workflows.timeline.HealthEvent.DriftDetected;
import dev.ionosphere.workflows.timeline.ReleaseEvent.ModelProven;
import dev.ionosphere.workflows.timeline.ReleaseEvent.ModelRejected;
import dev.ionosphere.workflows.timeline.ReleaseEvent.ModelReleased;
import dev.ionosphere.workflows.timeline.ReleaseEvent.ModelSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InferenceBehaviourTest {

  private static final String FIRST = "sha256:plant.retrain.1";
  private static final String SECOND = "sha256:plant.retrain.2";

  private final TestingMachine ion = TestingMachine.launched(TestingIon.guarded());

  private static TestingIon quicker() {
    return TestingIon.guarded().set("detect", "every", "1m");
  }

  private void release() {
    ion.candidate("retrain");
    ion.approve("review");
  }

  @Test
  void takesThePlanFromTheDocument() {
    release();
    Work work = ion.work().getFirst();
    assertThat(work.id()).isEqualTo("rollout:plant:detect:1");
    assertThat((RolloutInput) work.input())
        .returns(List.of("1", "50%", "100%"), RolloutInput::waves)
        .returns("role=engine", RolloutInput::selector)
        .returns(0.9, RolloutInput::deliveredMin)
        .returns("data/${device}.csv", RolloutInput::file)
        .returns(ion.entry(ModelReleased.class).key(), RolloutInput::cause);
  }

  @Test
  void isWantedFirstAndProvenWhenItsRolloutCompletes() {
    release();
    assertThat(ion.inference("detect").wanted().model().digest()).isEqualTo(FIRST);
    assertThat(ion.inference("detect").proven()).isNull();
    ion.rollout("detect", RolloutStatus.COMPLETED, false);
    assertThat(ion.inference("detect").proven().model().digest()).isEqualTo(FIRST);
    assertThat(ion.inference("detect").laps()).isEqualTo(1);
    assertThat(ion.events(ModelProven.class)).containsExactly(new ModelProven("detect", 1, FIRST));
    assertThat(ion.work()).isEmpty();
  }

  @Test
  void lastWordOnARolloutThatWaitsForSilentDevicesProvesNothingTwice() {
    release();
    ion.rollout("detect", RolloutStatus.COMPLETED, true);
    assertThat(ion.work()).hasSize(1);
    ion.rollout("detect", RolloutStatus.COMPLETED, false);
    assertThat(ion.work()).isEmpty();
    assertThat(ion.count(ModelProven.class)).isEqualTo(1);
    assertThat(ion.inference("detect").laps()).isEqualTo(1);
  }

  @Test
  void wordOfItsProgressIsNotItsEnd() {
    release();
    for (RolloutStatus way :
        List.of(
            RolloutStatus.SELECTING,
            RolloutStatus.ROLLING,
            RolloutStatus.SOAKING,
            RolloutStatus.PAUSED)) {
      ion.rollout("detect", way, true);
      assertThat(status()).isEqualTo(NodeStatus.ROLLING);
    }
    ion.rollout("detect", RolloutStatus.COMPLETED, false);
    assertThat(ion.count(ModelProven.class)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "ABORTED"})
  void aReleaseThatFailedIsRejectedUntilAPersonSetsIt(RolloutStatus outcome) {
    ion.lap();
    release();
    ion.rollout("detect", outcome, false);
    assertThat(ion.inference("detect").rejected()).containsExactly(SECOND);
    assertThat(ion.inference("detect").proven().model().digest()).isEqualTo(FIRST);
    assertThat(ion.inference("detect").inUse().map(used -> used.model().digest())).contains(FIRST);
    assertThat(status()).isEqualTo(NodeStatus.FAILED);
    assertThat(ion.events(ModelRejected.class).getFirst().reason())
        .isEqualTo("its rollout " + outcome.text());

    ion.change(quicker());
    assertThat(ion.inference("detect").wanted().model().digest())
        .as("reconfigured")
        .isEqualTo(FIRST);
    assertThat(ion.inference("detect").rejected()).containsExactly(SECOND);

    assertThat(ion.setModel("detect", SECOND).done()).isTrue();
    assertThat(ion.inference("detect").rejected()).isEmpty();
    assertThat(ion.events(ModelSet.class).getFirst().rollback()).isTrue();
  }

  @Test
  void aReleaseThatReachedNobodyIsNeitherProvenNorRejected() {
    ion.lap();
    release();
    ion.rollout("detect", RolloutStatus.FAILED, Tally.NONE, false);
    assertThat(ion.inference("detect").rejected()).isEmpty();
    assertThat(ion.count(ModelRejected.class)).isZero();
    assertThat(ion.inference("detect").proven().model().digest()).isEqualTo(FIRST);
    assertThat(status()).isEqualTo(NodeStatus.FAILED);
    ion.change(quicker());
    assertThat(ion.inference("detect").wanted().model().digest())
        .as("devices are told it by the next document")
        .isEqualTo(SECOND);
  }

  @Test
  void whoReachesNobodyIsAFailureOfTheNode() {
    TestingMachine ion =
        TestingMachine.launched(
            TestingIon.guarded()
                .notify("tell", "https://hooks.example.org/")
                .event("detect", "tell", "failed", "1h"));
    ion.candidate("retrain");
    ion.approve("review");
    ion.rollout("detect", RolloutStatus.FAILED, Tally.NONE, false);
    ion.passWithAlarms(Duration.ofMinutes(1));
    assertThat(ion.wanted("tell")).hasSize(1);
  }

  @Test
  void aRejectedReleaseWithoutAnyBeforeItDoesNotComeBack() {
    release();
    ion.rollout("detect", RolloutStatus.FAILED, false);
    ion.change(quicker());
    assertThat(ion.work()).isEmpty();
    ion.pause();
    ion.change(TestingIon.guarded());
    ion.resume();
    assertThat(ion.work()).isEmpty();
    assertThat(ion.count(ModelReleased.class)).isEqualTo(1);
  }

  @Test
  void whatWasProvenOnceAndIsRejectedSinceDoesNotComeBack() {
    ion.lap();
    ion.change(quicker());
    ion.rollout("detect", RolloutStatus.ABORTED, false);
    assertThat(ion.inference("detect").rejected()).containsExactly(FIRST);
    ion.change(TestingIon.guarded());
    assertThat(ion.work()).isEmpty();
    assertThat(ion.count(ModelReleased.class)).isEqualTo(2);
  }

  @Test
  void anAbortedReleaseDoesNotComeBackWithANewLaunch() {
    TestingMachine again = new TestingMachine(TestingIon.guarded());
    again.state =
        again.state.after(
            Map.of("detect", 2L),
            Map.of("detect", InferenceState.holding(List.of(held(1, "sha256:proven")))));
    again.launched();
    assertThat(again.work()).isEmpty();
    again.change(quicker());
    assertThat(again.inference("detect").wanted().model().digest()).isEqualTo("sha256:proven");
    assertThat(again.inference("detect").wanted().generation()).isEqualTo(3);
  }

  @Test
  void whoseWorkflowIsGoneIsNeitherProvenNorRejected() {
    for (WorkEnd end :
        new WorkEnd[] {
          new WorkEnd.Lost("gone"),
          new WorkEnd.Failed("bug"),
          new WorkEnd.Cancelled("in Temporal"),
          new WorkEnd.Done("nothing")
        }) {
      release();
      String work = ion.inference("detect").rollout().input().rollout();
      ion.step(new IonEvent.WorkEnded(work, "detect", end));
      assertThat(ion.work()).isEmpty();
      assertThat(ion.inference("detect").proven()).isNull();
      assertThat(ion.inference("detect").rejected()).isEmpty();
    }
  }

  @Test
  void aNewReleaseTakesTheOlderRolloutsPlace() {
    release();
    ion.rollout("detect", RolloutStatus.COMPLETED, true);
    release();
    assertThat(ion.work()).extracting(Work::id).containsExactly("rollout:plant:detect:2");
    assertThat(ion.inference("detect").wanted().generation()).isEqualTo(2);
  }

  @Test
  void aReportOfAnOlderRolloutChangesNothing() {
    release();
    release();
    InferenceState before = ion.inference("detect");
    RolloutReport report =
        new RolloutReport(
            "rollout:plant:detect:1", "detect", 1, RolloutStatus.FAILED, Tally.NONE, false);
    ion.step(new IonEvent.WorkEnded("rollout:plant:detect:1", "detect", new WorkEnd.Done(report)));
    ion.step(new IonEvent.WorkProgressed("p", "rollout:plant:detect:1", "detect", report));
    assertThat(ion.inference("detect")).isEqualTo(before);
  }

  @Test
  void aPausePausesTheRollout() {
    release();
    ion.pause();
    assertThat(ion.work()).extracting(Work::mode).containsExactly(Work.Mode.PAUSE);
    ion.resume();
    assertThat(ion.work()).extracting(Work::mode).containsExactly(Work.Mode.RUN);
  }

  @Test
  void devicesLearnOfANewIntervalUnderANewGeneration() {
    ion.lap();
    ion.change(quicker());
    assertThat(ion.inference("detect").wanted())
        .returns(2L, Release::generation)
        .returns(List.of("plant.review.1"), Release::allowedBy);
    assertThat(((RolloutInput) ion.work().getFirst().input()).every())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void devicesAreToldAfterThePauseOfAChangeInIt() {
    ion.lap();
    ion.pause();
    ion.change(quicker());
    assertThat(ion.work()).isEmpty();
    assertThat(ion.inference("detect").outdated()).isTrue();
    ion.resume();
    assertThat(ion.work()).hasSize(1);
    assertThat(ion.inference("detect").outdated()).isFalse();
  }

  @Test
  void goesBackToAModelThatWasAllowedBefore() {
    ion.lap();
    ion.lap();
    assertThat(ion.setModel("detect", FIRST))
        .isEqualTo(new Reply.Receipt(true, "Generation 3 of detect is " + FIRST));
    assertThat(ion.inference("detect").wanted())
        .returns(3L, Release::generation)
        .returns("signature", release -> release.model().signature());
    assertThat(ion.entry(ModelSet.class).actor()).isEqualTo(Actor.person("operator"));
    assertThat(ion.events(ModelSet.class).getFirst().rollback()).isFalse();
    assertThat(ion.events(ModelReleased.class).getLast().allowedBy())
        .containsExactly("plant.review.1");
  }

  @Test
  void refusesAModelThatNobodyAllowed() {
    ion.lap();
    ion.candidate("retrain");
    assertThat(ion.setModel("detect", SECOND))
        .isEqualTo(
            new Reply.Receipt(
                false,
                "Model %s was never allowed at detect; allowed were %s".formatted(SECOND, FIRST)));
    assertThat(ion.setModel("nowhere", FIRST).done()).isFalse();
    assertThat(ion.setModel("review", FIRST).done()).isFalse();
    ion.pause();
    assertThat(ion.setModel("detect", FIRST).message())
        .isEqualTo("ION plant is paused; resume it first");
    assertThat(ion.inference("detect").wanted().generation()).isEqualTo(1);
  }

  @Test
  void goesOnFromAnEarlierLaunch() {
    TestingMachine again = inASecondLife();
    assertThat(again.work()).isEmpty();
    assertThat(again.machine.view(again.state, again.now).nodes().get("detect"))
        .returns(NodeStatus.ACTIVE, NodeView::state)
        .returns(new NodeView.ReleaseView(4, "sha256:new", "sha256:new"), NodeView::release);
    again.candidate("retrain");
    assertThat(again.open("review").current()).isEqualTo("sha256:new");
    assertThat(again.open("review").approval()).isEqualTo("plant.review.6");
    again.approve("review");
    assertThat(again.inference("detect").wanted().generation()).isEqualTo(5);
    assertThat(again.setModel("detect", "sha256:old").done()).isTrue();
    assertThat(again.inference("detect").wanted())
        .returns(6L, Release::generation)
        .returns(List.of("plant.review.1"), Release::allowedBy);
  }

  @Test
  void driftOfAnEarlierLaunchsModelAsksForTraining() {
    TestingMachine again = inASecondLife();
    again.drift(true);
    assertThat(again.training("retrain").run()).isNotNull();
  }

  private static TestingMachine inASecondLife() {
    TestingMachine ion = new TestingMachine(TestingIon.guarded());
    InferenceState holding =
        InferenceState.holding(List.of(held(3, "sha256:old"), held(4, "sha256:new")));
    ion.state =
        ion.state.after(
            Map.of("retrain", 7L, "review", 5L, "detect", 4L),
            Map.of("detect", holding, "a-node-that-went", holding, "review", holding));
    return ion.launched();
  }

  private static Release held(long generation, String digest) {
    return new Release(
        generation,
        new ModelRef(digest, "signed", "key", 1),
        List.of("plant.review.1"),
        "sha256:policy",
        Map.of());
  }

  @Test
  void judgesEveryDigestThatDevicesRun() {
    ion.lap();
    release();
    ion.drift("detect", FIRST, true);
    assertThat(ion.inference("detect").drifted()).as("still proven").containsExactly(FIRST);
    ion.rollout("detect", RolloutStatus.FAILED, false);
    ion.drift("detect", SECOND, true);
    assertThat(ion.inference("detect").drifted()).as("wanted").containsExactly(FIRST, SECOND);
    ion.drift("detect", "sha256:old", true);
    assertThat(ion.inference("detect").drifted()).as("nobody runs it").hasSize(2);
    ion.drift("detect", FIRST, false);
    assertThat(ion.count(DriftDetected.class)).isEqualTo(2);
    assertThat(ion.count(DriftCleared.class)).isEqualTo(1);
  }

  @Test
  void driftOfAModelThatNobodyRunsAnyMoreIsForgotten() {
    ion.lap();
    release();
    ion.pause();
    ion.drift("detect", FIRST, true);
    ion.rollout("detect", RolloutStatus.COMPLETED, false);
    assertThat(ion.inference("detect").drifted()).isEmpty();
    ion.resume();
    assertThat(ion.training("retrain").run()).as("nothing to train for").isNull();
  }

  @Test
  void aNewModelStartsWithoutDrift() {
    ion.lap();
    ion.drift(true);
    ion.finish();
    ion.approve("review");
    assertThat(ion.inference("detect").drifted()).isEmpty();
  }

  @Test
  void clearsWhenTheDataIsLikeTrainingAgain() {
    ion.lap();
    ion.drift(false);
    assertThat(ion.count(DriftCleared.class)).isZero();
    ion.drift(true);
    ion.drift(false);
    assertThat(ion.count(DriftCleared.class)).isEqualTo(1);
    assertThat(ion.inference("detect").drifted()).isEmpty();
  }

  @Test
  void isGoneWithItsNode() {
    release();
    ion.change(TestingIon.guarded().rename("detect", "watch"));
    assertThat(ion.work()).isEmpty();
    assertThat(ion.inference("watch")).isEqualTo(InferenceState.NEW);
  }

  private NodeStatus status() {
    return ion.machine.view(ion.state, ion.now).nodes().get("detect").state();
  }
}
