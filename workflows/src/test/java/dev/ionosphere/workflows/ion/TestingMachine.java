package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.approval.OpenApproval;
import dev.ionosphere.workflows.approval.TestingHub;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.training.TrainingResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A state machine, the state it is in and everything it wanted so far. */
final class TestingMachine {

  /** A Monday. */
  static final Instant START = Instant.parse("2026-06-01T08:00:00Z");

  private static final TestingHub HUB = new TestingHub();

  final StateMachine machine = new StateMachine();
  final List<Effect> effects = new ArrayList<>();
  IonState state;
  Instant now = START;
  private int ids;

  TestingMachine(String yaml) {
    state =
        IonState.launch(
            "turbofan",
            TestingDocument.canonical(yaml),
            1,
            "person:scientist",
            HUB.publicKey(),
            null);
  }

  static TestingMachine launched(String yaml) {
    TestingMachine machine = new TestingMachine(yaml);
    machine.step(new IonEvent.Launched("launch"));
    return machine;
  }

  static TestingMachine launched() {
    return launched(TestingDocument.TURBOFAN);
  }

  Transition step(IonEvent event) {
    Transition transition = machine.step(state, event, now);
    state = transition.state();
    effects.addAll(transition.effects());
    return transition;
  }

  String id() {
    ids++;
    return "id-" + ids;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Time passes, and every timer that comes due is delivered in order. */
  void passWithTimers(Duration time) {
    Instant end = now.plus(time);
    while (true) {
      Timer next =
          Timers.wanted(state).stream()
              .filter(timer -> !timer.at().isAfter(end))
              .min((a, b) -> a.at().compareTo(b.at()))
              .orElse(null);
      if (next == null) {
        now = end;
        return;
      }
      now = next.at().isAfter(now) ? next.at() : now;
      step(new IonEvent.TimerDue(id(), next));
    }
  }

  CommandReceipt run(String actor) {
    return receipt(new IonEvent.RunRequested(id(), actor, "retrain", null));
  }

  CommandReceipt receipt(IonEvent event) {
    return ((Reply.Receipt) step(event).reply()).receipt();
  }

  void pause() {
    step(new IonEvent.Paused(id(), "person:operator"));
  }

  void resume() {
    step(new IonEvent.Resumed(id(), "person:operator"));
  }

  NodeState.Training training() {
    return (NodeState.Training) state.nodes().get("retrain");
  }

  NodeState.Inference inference() {
    return (NodeState.Inference) state.nodes().get("detect");
  }

  OpenApproval open() {
    return ((NodeState.Approval) state.nodes().get("review")).open();
  }

  void finishTraining() {
    String run = training().run().run();
    step(new IonEvent.TrainingFinished(id(), "retrain", result(run)));
  }

  static TrainingResult result(String run) {
    return new TrainingResult(run, model(run), Map.of(), "sha256:evidence-of-" + run);
  }

  static ModelRef model(String run) {
    return new ModelRef("sha256:" + run, "signature", "key", 1_000);
  }

  Verdict decide(String decision, String person) {
    return decide(open().approval(), open().subject(), decision, person);
  }

  Verdict decide(String approval, String subject, String decision, String person) {
    Reply reply =
        step(new IonEvent.Decided(
                id(),
                HUB.request(approval, subject, decision, person, now.plus(Duration.ofMinutes(10))),
                true))
            .reply();
    return ((Reply.Decision) reply).verdict();
  }

  /** Trains, approves and rolls out: one whole lap. */
  void lap() {
    run("person:scientist");
    finishTraining();
    decide("approve", "approver");
    reportRollout(RolloutStatus.COMPLETED, false);
  }

  void reportRollout(RolloutStatus outcome, boolean open) {
    step(
        new IonEvent.RolloutReported(
            id(),
            new RolloutReport(
                inference().rollout().rollout(),
                "detect",
                inference().current().generation(),
                outcome,
                new Tally(4, 4, 0, 0),
                open)));
  }

  void drift(boolean drifted) {
    step(
        new IonEvent.HealthReported(
            id(),
            "detect",
            inference().current().model().digest(),
            drifted,
            Map.of("s2", 0.4),
            500,
            null));
  }

  void change(String yaml) {
    step(
        new IonEvent.DocumentChanged(
            id(),
            "person:scientist",
            TestingDocument.canonical(yaml),
            state.generation() + 1,
            null));
  }

  <E extends Effect> List<E> effects(Class<E> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<TimelineEntry> entries() {
    return effects(Effect.Record.class).stream().map(Effect.Record::entry).toList();
  }

  List<TimelineEntry> entries(String kind) {
    return entries().stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  List<String> kinds() {
    return entries().stream().map(TimelineEntry::kind).toList();
  }
}
