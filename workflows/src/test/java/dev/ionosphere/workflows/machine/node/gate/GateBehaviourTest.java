package dev.ionosphere.workflows.machine.node.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.gate.GateInput;
import dev.ionosphere.workflows.gate.GateVerdict;
import dev.ionosphere.workflows.gate.GateVerdict.Outcome;
import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.engine.TestingIon;
import dev.ionosphere.workflows.machine.engine.TestingMachine;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalOpened;
import dev.ionosphere.workflows.timeline.ApprovalEvent.ApprovalVoided;
import dev.ionosphere.workflows.timeline.ChangeEvent.ChangeProposed;
import dev.ionosphere.workflows.timeline.GateEvent.GateJudged;
import dev.ionosphere.workflows.timeline.GateEvent.GateVoided;
import dev.ionosphere.workflows.timeline.ReleaseEvent.ModelReleased;
import dev.ionosphere.workflows.timeline.RunEvent.TrainingStarted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateBehaviourTest {

  private static final String BETTER = "candidate.metrics.wssse < current.metrics.wssse";
  private static final GateVerdict PASS =
      new GateVerdict(
          Outcome.PASS,
          null,
          "sha256:expression",
          "sha256:inputs",
          Map.of("candidate.metrics.wssse", "0.25"));
  private static final GateVerdict STOP =
      new GateVerdict(Outcome.STOP, null, "sha256:expression", "sha256:inputs");
  private static final GateVerdict NEITHER =
      GateVerdict.inconclusive("'current.metrics.wssse' is missing");

  private static TestingIon gated() {
    return new TestingIon()
        .training("retrain")
        .gate("better", BETTER)
        .inference("detect")
        .edge("retrain", "better")
        .edge("better", "detect")
        .event("better", "retrain", "rejected", "6h");
  }

  private final TestingMachine ion = TestingMachine.launched(gated());

  private GateInput judging() {
    return (GateInput) ion.wanted("better").getFirst().input();
  }

  private NodeView view() {
    return ion.machine.view(ion.state, ion.now).nodes().get("better");
  }

  @Test
  void judgesWithinTheRunOfTheIon() {
    ion.candidate("retrain");
    Work work = ion.wanted("better").getFirst();
    assertThat(work.id()).isEqualTo("gate:plant.better.1");
    assertThat(work.runner()).isEqualTo(new Runner.Local("JudgeGate", GateVerdict.class));
    assertThat(judging())
        .isEqualTo(
            new GateInput(
                BETTER,
                Map.of("wssse", 1.5),
                Map.of(),
                null,
                "sha256:evidence-of-plant.retrain.1"));
    assertThat(view().state()).isEqualTo(NodeStatus.RUNNING);
    assertThat(ion.count(ModelReleased.class)).isZero();
  }

  @Test
  void whatPassesIsReleasedUnderItsName() {
    ion.candidate("retrain");
    ion.judge("better", PASS);
    assertThat(ion.events(GateJudged.class))
        .containsExactly(
            new GateJudged(
                "plant.better.1",
                "sha256:plant.retrain.1",
                "plant.retrain.1",
                BETTER,
                "pass",
                null,
                "sha256:expression",
                "sha256:inputs",
                Map.of("candidate.metrics.wssse", "0.25")));
    assertThat(ion.events(ModelReleased.class))
        .containsExactly(
            new ModelReleased("detect", 1, "sha256:plant.retrain.1", List.of("plant.better.1")));
    assertThat(ion.entry(ModelReleased.class).cause()).isEqualTo(ion.entry(GateJudged.class).key());
    assertThat(view())
        .returns(NodeStatus.IDLE, NodeView::state)
        .returns("plant.retrain.1 passed", NodeView::note)
        .returns(1L, NodeView::laps);
  }

  @Test
  void whatItStopsGoesNowhereAndIsTold() {
    ion.candidate("retrain");
    ion.judge("better", STOP);
    assertThat(ion.count(ModelReleased.class)).isZero();
    assertThat(ion.events(TrainingStarted.class)).hasSize(2);
    assertThat(ion.entries(TrainingStarted.class).getLast().cause())
        .isEqualTo(ion.entry(GateJudged.class).key());
  }

  @Test
  void whereItIsInconclusivePeopleAreAsked() {
    ion.candidate("retrain");
    ion.judge("better", NEITHER);
    assertThat(ion.events(ApprovalOpened.class))
        .singleElement()
        .returns("plant.better.2", ApprovalOpened::approval)
        .returns(List.of("1 of approver"), ApprovalOpened::stages);
    assertThat(ion.entry(ApprovalOpened.class).cause())
        .isEqualTo(ion.entry(GateJudged.class).key());
    assertThat(view().state()).isEqualTo(NodeStatus.WAITING);
    assertThat(view().note()).contains("'current.metrics.wssse' is missing");
    ion.approve("better");
    assertThat(ion.events(ModelReleased.class).getLast().allowedBy())
        .containsExactly("plant.better.2");
    assertThat(view().laps()).isEqualTo(1);
  }

  @Test
  void aJudgementThatFailsIsInconclusive() {
    ion.candidate("retrain");
    Work work = ion.wanted("better").getFirst();
    ion.step(new IonEvent.WorkEnded(work.id(), "better", new WorkEnd.Failed("no such activity")));
    assertThat(ion.events(GateJudged.class).getLast().reason()).isEqualTo("no such activity");
    assertThat(ion.open("better")).isNotNull();
  }

  @Test
  void aJudgementThatIsLostOrCancelledOrSaysNothingIsInconclusive() {
    List<WorkEnd> ends =
        List.of(new WorkEnd.Lost("l"), new WorkEnd.Cancelled("c"), new WorkEnd.Done("yes"));
    for (WorkEnd end : ends) {
      ion.candidate("retrain");
      Work work = ion.wanted("better").getFirst();
      ion.step(new IonEvent.WorkEnded(work.id(), "better", end));
      assertThat(ion.events(GateJudged.class).getLast().verdict()).isEqualTo("inconclusive");
      assertThat(ion.open("better")).isNotNull();
    }
    assertThat(ion.count(ModelReleased.class)).isZero();
  }

  @Test
  void knowsTheModelInUseAndHowItDoes() {
    ion.candidate("retrain");
    ion.judge("better", PASS);
    Work rollout = ion.wanted("detect").getFirst();
    RolloutInput input = (RolloutInput) rollout.input();
    ion.step(
        new IonEvent.WorkEnded(
            rollout.id(),
            "detect",
            new WorkEnd.Done(
                new RolloutReport(
                    rollout.id(),
                    "detect",
                    input.generation(),
                    RolloutStatus.COMPLETED,
                    new Tally(4, 4, 0, 0),
                    false))));
    ion.step(
        new IonEvent.Told(
            ion.id(),
            "detect",
            new NodeCommand.Judged(
                "sha256:plant.retrain.1", false, Map.of("s2", 0.9), 700, null, ion.now, null)));
    ion.candidate("retrain");
    assertThat(judging().current()).isEqualTo(Map.of("wssse", 1.5));
    assertThat(judging().health()).isEqualTo(new GateInput.Health(Map.of("s2", 0.9), 700, false));
  }

  @Test
  void aNewerCandidateTakesThePlaceOfOneThatIsJudged() {
    ion.candidate("retrain");
    Work first = ion.wanted("better").getFirst();
    ion.candidate("retrain");
    assertThat(ion.events(GateVoided.class))
        .containsExactly(new GateVoided("plant.better.1", "a newer candidate, plant.retrain.2"));
    assertThat(
            ion.step(new IonEvent.WorkEnded(first.id(), "better", new WorkEnd.Done(PASS)))
                .entries())
        .isEmpty();
    ion.judge("better", PASS);
    assertThat(ion.events(ModelReleased.class))
        .extracting(ModelReleased::digest)
        .containsExactly("sha256:plant.retrain.2");
  }

  @Test
  void aNewerCandidateVoidsWhatPeopleWereAsked() {
    ion.candidate("retrain");
    ion.judge("better", NEITHER);
    ion.candidate("retrain");
    assertThat(ion.events(ApprovalVoided.class))
        .extracting(ApprovalVoided::approval)
        .containsExactly("plant.better.2");
    assertThat(ion.open("better")).isNull();
  }

  @Test
  void aVerdictThatComesInAPauseCountsAfterIt() {
    ion.candidate("retrain");
    ion.pause();
    ion.judge("better", NEITHER);
    assertThat(ion.wanted("better")).isEmpty();
    assertThat(ion.count(GateJudged.class)).isZero();
    ion.resume();
    assertThat(ion.open("better")).isNotNull();
    assertThat(ion.open("better").deadline().pausedAt()).isNull();
  }

  @Test
  void anotherConditionHoldsForTheCandidateThatIsJudged() {
    ion.candidate("retrain");
    ion.change(gated().set("better", "pass", "\"" + BETTER + " && candidate.metrics.rows > 1.0\""));
    assertThat(ion.events(GateVoided.class)).hasSize(1);
    assertThat(judging().condition()).endsWith("rows > 1.0");
    assertThat(judging().candidate()).containsKey("wssse");
  }

  @Test
  void anotherConditionIsWeakerButForOneMoreConjunct() {
    ion.change(gated().set("better", "pass", "\"" + BETTER + " && candidate.metrics.rows > 1.0\""));
    assertThat(ion.pending()).isNull();
    ion.change(gated().set("better", "pass", "\"candidate.metrics.wssse < 9.0\""));
    assertThat(ion.events(ChangeProposed.class)).hasSize(1);
    assertThat(ion.pending().weakens().toString()).contains("better.pass");
  }
}
