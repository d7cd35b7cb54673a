package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.RolloutPolicy;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.ion.NodeState.Release;
import dev.ionosphere.workflows.ion.NodeState.RolloutState;
import dev.ionosphere.workflows.model.ModelRef;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.RolloutStatus;
import dev.ionosphere.workflows.rollout.Tally;
import dev.ionosphere.workflows.rollout.WaveTexts;
import dev.ionosphere.workflows.timeline.EntryData;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Releases of an inference node and their rollouts. One current generation a node. */
final class ReleaseSteps {

  /** Lets a model into a node, under a new generation. */
  static void release(
      Turn turn,
      InferenceNode node,
      ModelRef model,
      List<String> allowedBy,
      String cause,
      @Nullable String trace) {
    NodeState.Inference state = turn.inference(node.name());
    Release release = new Release(turn.number(node.name()), model, allowedBy);
    tell(
        turn,
        state.rollout(),
        Effect.Word.SUPERSEDE,
        "generation " + release.generation() + " of " + node.name());
    String key =
        turn.record(
            TimelineKind.RELEASED,
            "system",
            model.digest(),
            node.name(),
            cause,
            EntryData.of("node", node.name())
                .and("generation", release.generation())
                .and("digest", model.digest())
                .and("allowedBy", allowedBy)
                .map());
    RolloutInput input = rollout(turn, node, release, key, trace);
    turn.set(
        node.name(),
        state.released(
            release, new RolloutState(input.rollout(), RolloutStatus.ROLLING, Tally.NONE, true)));
    turn.effect(new Effect.StartRollout(input));
  }

  private static RolloutInput rollout(
      Turn turn, InferenceNode node, Release release, String cause, @Nullable String trace) {
    RolloutPolicy plan = node.rollout();
    return new RolloutInput(
        turn.name(),
        node.name(),
        release.generation(),
        WorkflowNames.rollout(turn.name(), node.name(), release.generation()),
        release.model(),
        node.devices().text(),
        WaveTexts.of(plan.waves()),
        plan.healthyMin(),
        plan.soak(),
        plan.silentAfter(),
        plan.deadline(),
        node.every().every(),
        node.source().path(),
        node.source().batch(),
        cause,
        trace);
  }

  /** The same model under a new generation: devices learn their new interval or source. */
  static void reconfigure(Turn turn, InferenceNode node, String cause, @Nullable String trace) {
    NodeState.Inference state = turn.inference(node.name());
    Release current = state.current();
    if (current == null) {
      return;
    }
    if (turn.status() == IonStatus.PAUSED) {
      turn.set(node.name(), state.outdated(true));
      return;
    }
    release(turn, node, current.model(), current.allowedBy(), cause, trace);
  }

  /** An operator goes back to a model that policy let through before. */
  static void set(Turn turn, IonEvent.ModelSet event) {
    if (!(turn.ion().nodes().get(event.node()) instanceof InferenceNode node)) {
      turn.receipt(false, "ION %s has no inference node %s".formatted(turn.name(), event.node()));
      return;
    }
    if (turn.status() == IonStatus.PAUSED) {
      turn.receipt(false, "ION %s is paused; resume it first".formatted(turn.name()));
      return;
    }
    List<Release> allowed = turn.inference(node.name()).allowed();
    Optional<Release> before =
        allowed.stream()
            .filter(release -> release.model().digest().equals(event.model().digest()))
            .findFirst();
    if (before.isEmpty()) {
      turn.receipt(
          false,
          "Model %s was never allowed at %s; allowed were %s"
              .formatted(
                  event.model().digest(),
                  node.name(),
                  allowed.stream().map(release -> release.model().digest()).toList()));
      return;
    }
    String key =
        turn.record(
            TimelineKind.MODEL_SET,
            event.actor(),
            event.model().digest(),
            node.name(),
            null,
            EntryData.of("node", node.name())
                .and("generation", turn.lastNumber(node.name()) + 1)
                .and("digest", event.model().digest())
                .and("reason", Storable.reason(event.reason()))
                .map());
    // The signature the hub gave with training counts, not what came with the command.
    release(turn, node, before.get().model(), before.get().allowedBy(), key, event.trace());
    turn.receipt(
        true,
        "Generation %d of %s is %s"
            .formatted(turn.lastNumber(node.name()), node.name(), event.model().digest()));
  }

  static void reported(Turn turn, RolloutReport report) {
    NodeState.Inference state = turn.inference(report.node());
    RolloutState rollout = state.rollout();
    if (rollout == null || !rollout.rollout().equals(report.rollout()) || !rollout.open()) {
      // About another generation, or after its last word.
      return;
    }
    boolean lap =
        rollout.outcome() == RolloutStatus.ROLLING && report.outcome() == RolloutStatus.COMPLETED;
    RolloutState next =
        new RolloutState(report.rollout(), report.outcome(), report.tally(), report.open());
    turn.set(report.node(), state.rolledOut(next, lap ? 1 : 0));
  }

  /** Tells the node's rollout something, if it still runs. */
  static void tell(Turn turn, @Nullable RolloutState rollout, Effect.Word word, String reason) {
    if (rollout != null && rollout.open()) {
      turn.effect(
          new Effect.TellRollout(
              rollout.rollout(), word, rollout.rollout() + "/" + turn.entryKey(), reason));
    }
  }

  private ReleaseSteps() {}
}
