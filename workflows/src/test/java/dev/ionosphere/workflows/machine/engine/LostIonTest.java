package dev.ionosphere.workflows.machine.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.ion.CanonicalDocuments;
import dev.ionosphere.workflows.machine.node.Alarm;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.node.inference.LeftInference;
import dev.ionosphere.workflows.machine.node.inference.Release;
import dev.ionosphere.workflows.machine.node.training.LeftTraining;
import dev.ionosphere.workflows.machine.node.training.TrainingState;
import dev.ionosphere.workflows.machine.state.EdgeMemory;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.IonStatus;
import dev.ionosphere.workflows.machine.token.Lineage;
import dev.ionosphere.workflows.machine.token.Payload;
import dev.ionosphere.workflows.machine.token.Provenance;
import dev.ionosphere.workflows.machine.token.Token;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.training.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An ION that begins where the ledger says that it was lost. */
class LostIonTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final ModelRef MODEL = new ModelRef("sha256:abc", "signed", "key", 10);

  private final Machine machine = new Machine(new CanonicalDocuments());
  private final String document =
      TestingIon.guarded().set("retrain", "schedule", "{every: 6h}").canonical();

  @Test
  void aCandidateThatWasOnItsWayIsAskedAboutUnderTheNextNumber() {
    Transition launched = launched(recovered(false, Map.of(), List.of(token())));
    assertThat(launched.state().status()).isEqualTo(IonStatus.RUNNING);
    assertThat(launched.entries())
        .extracting(TimelineEntry::kind)
        .containsExactly("ion.launched", "approval.opened");
    IonView view = machine.view(launched.state(), NOW);
    assertThat(view.approvals())
        .singleElement()
        .satisfies(asked -> {
          assertThat(asked.approval()).isEqualTo("plant.review.3");
          assertThat(asked.run()).isEqualTo("plant.retrain.4");
          assertThat(asked.ballot().requesters()).containsExactly("person:scientist");
        });
  }

  @Test
  void inAPauseNothingGoesOnUntilItIsOver() {
    Transition launched =
        launched(recovered(true, Map.of("retrain", training(open())), List.of(token())));
    assertThat(launched.state().status()).isEqualTo(IonStatus.PAUSED);
    assertThat(launched.entries())
        .extracting(TimelineEntry::kind)
        .containsExactly("ion.launched", "ion.paused");
    assertThat(launched.state().traffic().held()).hasSize(1);
    assertThat(machine.wanted(launched.state(), "retrain").alarms()).isEmpty();
    Transition resumed =
        machine.step(
            launched.state(), new IonEvent.Resumed("resume", Actor.person("operator")), NOW);
    assertThat(resumed.entries())
        .extracting(TimelineEntry::kind)
        .containsExactly("ion.resumed", "approval.opened");
  }

  @Test
  void aRunGoesOnUnderItsIdAndTheScheduleCountsFromItsLastFire() {
    IonState state =
        launched(recovered(false, Map.of("retrain", training(open())), List.of())).state();
    assertThat(machine.wanted(state, "retrain").work())
        .extracting(Work::id)
        .containsExactly("work:plant:retrain:5");
    TrainingState node = (TrainingState) state.nodes().get("retrain");
    assertThat(node.nextFire()).isEqualTo(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void firesThatWereMissedMakeOneRunAtMost() {
    NodeState late =
        new LeftTraining("plant", null, NOW.minus(Duration.ofDays(3)))
            .at(node("retrain"), NOW)
            .orElseThrow();
    IonState state = launched(recovered(false, Map.of("retrain", late), List.of())).state();
    Alarm alarm = machine.wanted(state, "retrain").alarms().iterator().next();
    Transition fired = machine.step(state, new IonEvent.AlarmDue(alarm), NOW);
    assertThat(fired.entries()).extracting(TimelineEntry::kind).containsExactly("training.started");
    TrainingState node = (TrainingState) fired.state().nodes().get("retrain");
    assertThat(node.nextFire()).isEqualTo(NOW.plus(Duration.ofHours(6)));
  }

  @Test
  void aRolloutGoesOnUnderItsGeneration() {
    IonState state =
        launched(
                recovered(
                    false,
                    Map.of("detect", releasing().at(node("detect")).orElseThrow()),
                    List.of()))
            .state();
    assertThat(machine.wanted(state, "detect").work())
        .extracting(Work::id)
        .containsExactly("rollout:plant:detect:2");
  }

  @Test
  void whatGoesOnNamesRecordsOfBeforeItWasLost() {
    Map<String, NodeState> left =
        Map.of("retrain", training(open()), "detect", releasing().at(node("detect")).orElseThrow());
    Transition launched = launched(recovered(false, left, List.of(token())));
    assertThat(launched.entries().getLast().kind()).isEqualTo("approval.opened");
    assertThat(launched.entries().getLast().cause()).isEqualTo("finished");
    RolloutReport report =
        new RolloutReport(
            "rollout:plant:detect:2",
            "detect",
            2,
            RolloutStatus.COMPLETED,
            new Tally(4, 4, 0, 0),
            false);
    assertThat(ended(launched, report.rollout(), "detect", report).getFirst())
        .satisfies(proven -> {
          assertThat(proven.kind()).isEqualTo("model.proven");
          assertThat(proven.cause()).isEqualTo("released");
        });
    TrainingResult result = TestingMachine.result("plant.retrain.5");
    assertThat(ended(launched, "work:plant:retrain:5", "retrain", result).getFirst())
        .satisfies(finished -> {
          assertThat(finished.kind()).isEqualTo("training.finished");
          assertThat(finished.cause()).isEqualTo("started");
        });
  }

  private List<TimelineEntry> ended(Transition launched, String work, String node, Object result) {
    IonEvent end = new IonEvent.WorkEnded(work, node, new WorkEnd.Done(result));
    return machine.step(launched.state(), end, NOW).entries();
  }

  @Test
  void whatIsOfAnotherKindByNowIsForgotten() {
    assertThat(new LeftTraining("plant", null, NOW).at(node("detect"), NOW)).isEmpty();
    assertThat(
            new LeftInference("plant", List.of(), null, List.of(), null, List.of(), List.of())
                .at(node("retrain")))
        .isEqualTo(Optional.empty());
  }

  private Transition launched(IonState state) {
    return machine.step(state, new IonEvent.Launched("again"), NOW);
  }

  private IonState recovered(boolean paused, Map<String, NodeState> nodes, List<Token> tokens) {
    return IonState.launch("plant", document, 1, Actor.person("operator"), List.of(), null)
        .recovered(
            paused,
            Map.of("review", 2L, "retrain", 5L, "detect", 2L),
            nodes,
            Map.of("detect->retrain:drift", EdgeMemory.NEW.fired(NOW, null)),
            tokens);
  }

  private static LeftInference releasing() {
    Release release = new Release(2, MODEL, List.of("plant.review.2"), "", Map.of());
    return new LeftInference(
        "plant",
        List.of(release),
        null,
        List.of(),
        new LeftInference.Open("released", false),
        List.of(),
        List.of());
  }

  private NodeState training(LeftTraining.Open open) {
    return new LeftTraining("plant", open, NOW.minus(Duration.ofHours(5)))
        .at(node("retrain"), NOW)
        .orElseThrow();
  }

  private static LeftTraining.Open open() {
    return new LeftTraining.Open(
        5, "person:scientist", "request", NOW.minus(Duration.ofHours(1)), "started");
  }

  private Node node(String name) {
    return new CanonicalDocuments().stored(document).ion().nodes().get(name);
  }

  private static Token token() {
    return new Token(
        "retrain#4/900",
        "retrain->review",
        new Payload.Model(MODEL, "plant.retrain.4", Map.of(), "sha256:evidence"),
        new Lineage("retrain", 4),
        Provenance.of("retrain", "person:scientist"),
        "finished",
        null);
  }
}
