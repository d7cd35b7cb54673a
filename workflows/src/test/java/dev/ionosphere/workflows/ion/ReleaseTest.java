package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ionosphere.workflows.ion.IonView.NodeView;
import dev.ionosphere.workflows.ion.NodeState.Release;
import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseTest {

  @Test
  void takesThePlanFromTheDocument() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    RolloutInput input = ion.effects(Effect.StartRollout.class).getFirst().input();
    assertThat(input.waves()).containsExactly("1", "50%", "100%");
    assertThat(input.selector()).isEqualTo("role=engine");
    assertThat(input.healthyMin()).isEqualTo(0.9);
    assertThat(input.file()).isEqualTo("data/${device}.csv");
    assertThat(ion.inference().laps()).isEqualTo(1);
  }

  @Test
  void aNewReleaseSupersedesARunningRollout() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    ion.decide("approve", "approver");
    ion.reportRollout(RolloutStatus.COMPLETED, true);
    ion.lap();
    assertThat(ion.effects(Effect.TellRollout.class))
        .extracting(Effect.TellRollout::rollout, Effect.TellRollout::word)
        .containsExactly(tuple("rollout:turbofan:detect:1", Effect.Word.SUPERSEDE));
    assertThat(ion.inference().current().generation()).isEqualTo(2);
  }

  @Test
  void leavesARolloutThatHasEndedAlone() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.lap();
    assertThat(ion.effects(Effect.TellRollout.class)).isEmpty();
  }

  @Test
  void ignoresAReportOfAnOlderRollout() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    ion.decide("approve", "approver");
    NodeState.Inference before = ion.inference();
    ion.step(
        new IonEvent.RolloutReported(
            "r",
            new RolloutReport(
                "rollout:turbofan:detect:0",
                "detect",
                0,
                RolloutStatus.FAILED,
                Tally.NONE,
                false)));
    assertThat(ion.inference()).isEqualTo(before);
  }

  @Test
  void goesBackToAModelThatWasAllowedBefore() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.lap();
    CommandReceipt receipt = set(ion, "sha256:turbofan.retrain.1");
    assertThat(receipt.done()).isTrue();
    assertThat(ion.inference().current().generation()).isEqualTo(3);
    assertThat(ion.inference().current().model().signature()).isEqualTo("signature");
    assertThat(ion.entries(TimelineKind.MODEL_SET).getFirst().actor()).isEqualTo("person:operator");
    assertThat(ion.entries(TimelineKind.RELEASED).getLast().data())
        .containsEntry("allowedBy", List.of("turbofan.review.1"));
  }

  @Test
  void refusesAModelThatNobodyAllowed() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.run("person:scientist");
    ion.finishTraining();
    CommandReceipt receipt = set(ion, "sha256:turbofan.retrain.2");
    assertThat(receipt)
        .isEqualTo(
            new CommandReceipt(
                false,
                "Model sha256:turbofan.retrain.2 was never allowed at detect; allowed were"
                    + " [sha256:turbofan.retrain.1]"));
    assertThat(ion.inference().current().generation()).isEqualTo(1);
  }

  @Test
  void numbersOnFromAnEarlierLife() {
    TestingMachine ion = inASecondLife();
    ion.lap();
    assertThat(ion.inference().current().generation()).isEqualTo(5);
    assertThat(ion.entries(TimelineKind.TRAINING_STARTED).getFirst().subject())
        .isEqualTo("turbofan.retrain.8");
  }

  @Test
  void holdsTheModelOfAnEarlierLife() {
    TestingMachine ion = inASecondLife();
    assertThat(ion.effects(Effect.StartRollout.class)).isEmpty();
    assertThat(ion.state.nodes().keySet()).containsExactly("detect", "retrain", "review");
    assertThat(Views.of(ion.state, ion.now).nodes().get("detect"))
        .returns("active", NodeView::state)
        .returns(4L, NodeView::generation)
        .returns("sha256:new", NodeView::digest);
    ion.run("person:scientist");
    ion.finishTraining();
    assertThat(ion.open().current()).isEqualTo("sha256:new");
  }

  @Test
  void goesBackToAModelOfAnEarlierLife() {
    TestingMachine ion = inASecondLife();
    assertThat(set(ion, "sha256:old").done()).isTrue();
    assertThat(ion.inference().current())
        .returns(5L, Release::generation)
        .returns(List.of("turbofan.review.1"), Release::allowedBy);
  }

  @Test
  void driftOfAnEarlierLifesModelAsksForTraining() {
    TestingMachine ion = inASecondLife();
    ion.drift(true);
    assertThat(ion.training().run()).isNotNull();
  }

  private static TestingMachine inASecondLife() {
    TestingMachine ion = new TestingMachine(TestingDocument.TURBOFAN);
    Release old = release(3, "sha256:old", "turbofan.review.1");
    Release current = release(4, "sha256:new", "turbofan.review.5");
    ion.state =
        ion.state.after(
            new EarlierLife(
                Map.of("retrain", 7L, "review", 5L, "detect", 4L),
                Map.of(
                    "detect",
                    List.of(old, current),
                    "a-node-that-went",
                    List.of(current),
                    "review",
                    List.of(current))));
    ion.step(new IonEvent.Launched("second"));
    return ion;
  }

  private static Release release(long generation, String digest, String approval) {
    return new Release(generation, new ModelRef(digest, "signed", "key", 1), List.of(approval));
  }

  private static CommandReceipt set(TestingMachine ion, String digest) {
    return ion.receipt(
        new IonEvent.ModelSet(
            ion.id(),
            "person:operator",
            "detect",
            new ModelRef(digest, "forged", "key", 1),
            "it was better",
            null));
  }
}
