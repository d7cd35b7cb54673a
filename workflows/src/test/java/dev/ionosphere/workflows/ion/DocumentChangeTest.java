package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.approval.OpenApproval;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DocumentChangeTest {

  private static final String STRICTER =
      TestingDocument.TURBOFAN.replace("required: 1", "required: 2");

  @Test
  void voidsAnApprovalWhoseWayChangedAndAsksAgain() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    OpenApproval first = ion.open();
    ion.change(STRICTER);
    assertThat(ion.entries(TimelineKind.APPROVAL_VOIDED).getFirst().data())
        .containsEntry("reason", "a changed document");
    assertThat(ion.open().approval()).isEqualTo("turbofan.review.2");
    assertThat(ion.open().required()).isEqualTo(2);
    assertThat(ion.open().subject()).isNotEqualTo(first.subject());
    assertThat(ion.open().candidate().model()).isEqualTo(first.candidate().model());
  }

  @Test
  void keepsAnApprovalWhoseWayIsTheSame() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    OpenApproval first = ion.open();
    ion.change(TestingDocument.TURBOFAN.replace("k: 8", "k: 9"));
    assertThat(ion.open()).isEqualTo(first);
  }

  @Test
  void aPolicyPutInTheWayMustBePassedToo() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    ion.change(
        TestingDocument.TURBOFAN
            .replace(
                "  edges:\n",
                "    safety:\n"
                    + "      kind: approval\n"
                    + "      approvers: {role: approver, required: 1, notRequester: true}\n"
                    + "      expires: {after: 24h, then: reject}\n"
                    + "  edges:\n")
            .replace(
                "{from: retrain, to: review}",
                "{from: retrain, to: safety}\n    - {from: safety, to: review}"));
    assertThat(ion.open()).isNull();
    assertThat(((NodeState.Approval) ion.state.nodes().get("safety")).open()).isNotNull();
  }

  @Test
  void takesOverANewSchedule() {
    TestingMachine ion = TestingMachine.launched();
    ion.change(TestingDocument.TURBOFAN.replace("0 10 * * TUE", "0 12 * * TUE"));
    assertThat(ion.training().nextFire()).isEqualTo(Instant.parse("2026-06-02T10:00:00Z"));
    assertThat(ion.effects(Effect.DisarmTimer.class)).hasSize(1);
  }

  @Test
  void givesDevicesANewIntervalUnderANewGeneration() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.change(TestingDocument.TURBOFAN.replace("every: 5m", "every: 1m"));
    assertThat(ion.inference().current().generation()).isEqualTo(2);
    assertThat(ion.effects(Effect.StartRollout.class).getLast().input().every())
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void stopsWhatANodeDidThatIsGone() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.change(
        TestingDocument.TURBOFAN
            .replace("retrain:", "refit:")
            .replace("from: retrain", "from: refit")
            .replace("to: retrain", "to: refit"));
    assertThat(ion.effects(Effect.CancelTraining.class))
        .containsExactly(new Effect.CancelTraining("turbofan.retrain.1"));
    assertThat(ion.state.nodes().keySet()).containsExactlyInAnyOrder("detect", "refit", "review");
  }

  @Test
  void refusesAnOlderDocument() {
    TestingMachine ion = TestingMachine.launched();
    assertThat(
            ion.receipt(
                new IonEvent.DocumentChanged(
                    "d", "person:a", TestingDocument.canonical(STRICTER), 1, null)))
        .isEqualTo(
            new CommandReceipt(
                false, "ION turbofan has document generation 1, got 1, which is not newer"));
  }

  @Test
  void stopEndsEverything() {
    TestingMachine ion = TestingMachine.launched();
    ion.run("person:scientist");
    ion.finishTraining();
    ion.run("person:scientist");
    ion.step(new IonEvent.Stopped("s", "person:operator"));
    assertThat(ion.effects(Effect.CancelTraining.class)).hasSize(1);
    assertThat(ion.effects(Effect.Finish.class)).hasSize(1);
    assertThat(ion.entries(TimelineKind.APPROVAL_VOIDED)).hasSize(1);
    assertThat(ion.kinds()).endsWith(TimelineKind.STOPPED);
    assertThat(Timers.wanted(ion.state)).isEmpty();
    assertThat(ion.run("person:a")).isEqualTo(new CommandReceipt(false, "ION turbofan is stopped"));
  }
}
