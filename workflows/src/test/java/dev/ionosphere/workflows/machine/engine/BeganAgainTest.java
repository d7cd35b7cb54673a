package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.machine.node.training.TrainingState;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.timeline.TokenEvent.ArrivalLate;
import dev.ionosphere.workflows.timeline.TokenEvent.JoinFired;
import dev.ionosphere.workflows.timeline.TokenEvent.TokenWithdrawn;
import dev.ionosphere.workflows.training.TrainingResult;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What people were asked under other policy, or about other evidence, is another question. */
class BeganAgainTest {

  private static TestingIon joined() {
    return TestingIon.parallel("all")
        .unlink("safety", "detect")
        .unlink("quality", "detect")
        .drop("detect", "join")
        .approval("review")
        .edge("safety", "review")
        .edge("quality", "review")
        .join("review", "all")
        .edge("review", "detect");
  }

  private static TestingIon stricter() {
    return joined().set("review", "approvers", "{role: approver, required: 2, notRequester: true}");
  }

  private final TestingMachine ion = TestingMachine.launched(joined());

  @Test
  void aCandidateThatBeginsAgainIsNotLateWhereItWasJoinedBefore() {
    ion.candidate("retrain");
    ion.approve("safety");
    ion.approve("quality");
    assertThat(ion.open("review")).isNotNull();
    ion.change(stricter());
    assertThat(ion.open("review")).as("it begins again at its origin").isNull();
    ion.approve("safety");
    ion.approve("quality");
    assertThat(ion.open("review")).isNotNull();
    assertThat(ion.count(JoinFired.class)).isEqualTo(2);
    assertThat(ion.count(ArrivalLate.class)).isZero();
  }

  @Test
  void whatWaitsForItsPartnerBeginsAgainWithANewWay() {
    ion.candidate("retrain");
    ion.approve("safety");
    ion.change(stricter());
    assertThat(ion.count(TokenWithdrawn.class)).isEqualTo(1);
    assertThat(ion.open("safety")).as("asked again").isNotNull();
    ion.approve("quality");
    assertThat(ion.count(JoinFired.class)).isZero();
  }

  @Test
  void theSameModelWithOtherEvidenceIsAnotherQuestion() {
    finished("sha256:first");
    String subject = Objects.requireNonNull(ion.open("safety")).subject();
    finished("sha256:second");
    assertThat(Objects.requireNonNull(ion.open("safety")).subject()).isNotEqualTo(subject);
  }

  private void finished(String evidence) {
    ion.run("scientist", "retrain");
    TrainingState.Run run = Objects.requireNonNull(ion.training("retrain").run());
    TrainingResult result =
        new TrainingResult(
            run.job().run(), TestingMachine.model("same"), Map.of("wssse", 1.5), evidence);
    ion.step(new IonEvent.WorkEnded(run.work(), "retrain", new WorkEnd.Done(result)));
  }
}
