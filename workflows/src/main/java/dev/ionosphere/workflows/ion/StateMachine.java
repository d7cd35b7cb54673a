package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.workflows.approval.DecideRequest;
import dev.ionosphere.workflows.approval.Verdict;
import dev.ionosphere.workflows.ion.NodeState.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The ION as a pure function. No clock, no random, no input or output: the same state, event and
 * time always give the same transition.
 */
public final class StateMachine {

  private final Documents documents;

  public StateMachine() {
    this(new CanonicalDocuments());
  }

  StateMachine(Documents documents) {
    this.documents = documents;
  }

  /** What an event leads to. An event that came before, or comes too late, changes nothing. */
  public Transition step(IonState state, IonEvent event, Instant now) {
    Turn turn = new Turn(state, documents.read(state.document()), now);
    if (state.status() == IonStatus.STOPPED) {
      turn.receipt(false, "ION %s is stopped".formatted(state.name()));
      return new Transition(state, List.of(), turn.answer());
    }
    if (fromOutside(event) && turn.hasSeen(event.id())) {
      turn.receipt(true, "ION %s has done this before".formatted(state.name()));
      return turn.finish();
    }
    take(turn, event);
    // What was refused may be asked again.
    if (fromOutside(event) && !turn.refused()) {
      turn.see(event.id());
    }
    return turn.finish();
  }

  private void take(Turn turn, IonEvent event) {
    switch (event) {
      case IonEvent.Launched launched -> LifecycleSteps.launched(turn, launched);
      case IonEvent.TimerDue due -> {
        switch (due.timer()) {
          case Timer.Fire fire -> TrainingSteps.due(turn, fire);
          case Timer.Expiry expiry -> ApprovalSteps.expired(turn, expiry);
        }
      }
      case IonEvent.RunRequested requested -> TrainingSteps.requested(turn, requested);
      case IonEvent.RunStopped stopped -> TrainingSteps.stopped(turn, stopped);
      case IonEvent.TrainingFinished finished -> TrainingSteps.finished(turn, finished);
      case IonEvent.TrainingFailed failed -> TrainingSteps.failed(turn, failed);
      case IonEvent.Decided decided -> ApprovalSteps.decided(turn, decided);
      case IonEvent.RolloutReported reported -> ReleaseSteps.reported(turn, reported.report());
      case IonEvent.HealthReported reported -> HealthSteps.reported(turn, reported);
      case IonEvent.ModelSet set -> ReleaseSteps.set(turn, set);
      case IonEvent.Paused paused -> LifecycleSteps.paused(turn, paused);
      case IonEvent.Resumed resumed -> LifecycleSteps.resumed(turn, resumed);
      case IonEvent.DocumentChanged changed -> DocumentSteps.changed(turn, changed, documents);
      case IonEvent.Stopped stopped -> LifecycleSteps.stopped(turn, stopped);
    }
  }

  /** Whether the sender may send it twice: its id tells. The others are told apart by content. */
  private static boolean fromOutside(IonEvent event) {
    return switch (event) {
      case IonEvent.Launched launched -> false;
      case IonEvent.TimerDue due -> false;
      case IonEvent.TrainingFinished finished -> false;
      case IonEvent.TrainingFailed failed -> false;
      case IonEvent.Decided decided -> false;
      case IonEvent.RunRequested requested -> true;
      case IonEvent.RunStopped stopped -> true;
      case IonEvent.RolloutReported reported -> true;
      case IonEvent.HealthReported reported -> true;
      case IonEvent.ModelSet set -> true;
      case IonEvent.Paused paused -> true;
      case IonEvent.Resumed resumed -> true;
      case IonEvent.DocumentChanged changed -> true;
      case IonEvent.Stopped stopped -> true;
    };
  }

  /** What the same decision would be told now; changes nothing. */
  public Verdict judge(IonState state, DecideRequest request, Instant now) {
    return ApprovalSteps.judge(
        state.ticketKey(), state.usedTickets().keySet(), state.nodes(), request, now);
  }

  /** What a new workflow run must take up again: timers and runs do not survive the old one. */
  public List<Effect> attach(IonState state) {
    List<Effect> effects = new ArrayList<>();
    Timers.wanted(state).forEach(timer -> effects.add(new Effect.ArmTimer(timer)));
    for (Map.Entry<String, NodeState> entry : state.nodes().entrySet()) {
      if (entry.getValue() instanceof NodeState.Training training) {
        Run run = training.run();
        if (run != null
            && documents.read(state.document()).nodes().get(entry.getKey())
                instanceof TrainingNode node) {
          effects.add(
              new Effect.StartTraining(
                  TrainingSteps.job(state.name(), node, run), node.attempts()));
        }
      }
    }
    return effects;
  }
}
