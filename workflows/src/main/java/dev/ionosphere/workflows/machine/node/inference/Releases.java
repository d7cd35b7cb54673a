package dev.ionosphere.workflows.machine.node.inference;

import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.RolloutPolicy;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.token.Payload;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.WaveTexts;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.Storable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Releases of an inference node and their rollouts. One wanted generation a node. */
final class Releases {

  /** Policy let a candidate through. */
  static InferenceState arrived(
      InferenceNode node, InferenceState state, Batch batch, Scope scope) {
    Payload.Model candidate = batch.model();
    String digest = candidate.model().digest();
    List<String> allowedBy = batch.provenance().allowedBy();
    if (state.isRejected(digest) && allowedBy.isEmpty()) {
      scope.refuse(
          batch,
          "%s was rejected at %s; only a person can let it in again".formatted(digest, node.name()),
          batch.cause());
      return state;
    }
    Release release =
        new Release(
            scope.next(), candidate.model(), allowedBy, scope.policyBehind(), candidate.metrics());
    return released(node, state, release, batch.cause(), batch.trace(), scope);
  }

  private static InferenceState released(
      InferenceNode node,
      InferenceState state,
      Release release,
      String cause,
      @Nullable String trace,
      Scope scope) {
    String key =
        scope.record(
            new ReleaseEvent.ModelReleased(
                node.name(), release.generation(), release.model().digest(), release.allowedBy()),
            Actor.SYSTEM,
            cause);
    return state.released(release, Rollout.started(input(node, release, key, scope.ion(), trace)));
  }

  static RolloutInput input(
      InferenceNode node, Release release, String cause, String ion, @Nullable String trace) {
    RolloutPolicy plan = node.rollout();
    return new RolloutInput(
        ion,
        node.name(),
        release.generation(),
        WorkflowNames.rollout(ion, node.name(), release.generation()),
        release.model(),
        node.devices().text(),
        WaveTexts.of(plan.waves()),
        plan.deliveredMin(),
        plan.soak(),
        plan.silentAfter(),
        plan.deadline(),
        node.every().every(),
        node.source().name(),
        node.source().batch(),
        cause,
        trace);
  }

  /** The same model under a new generation: devices learn their new interval or source. */
  static InferenceState reconfigured(
      InferenceNode node, InferenceState state, String cause, Scope scope) {
    Optional<Release> standing = state.standing();
    if (standing.isEmpty()) {
      return state.outdated(false);
    }
    if (scope.paused()) {
      return state.outdated(true);
    }
    return released(node, state, standing.get().again(scope.next()), cause, scope.trace(), scope);
  }

  /** A person goes back to a model that policy let through before. */
  static InferenceState set(
      InferenceNode node, InferenceState state, NodeCommand.SetModel set, Scope scope) {
    if (scope.paused()) {
      scope.receipt(false, "ION %s is paused; resume it first".formatted(scope.ion()));
      return state;
    }
    String digest = set.model().digest();
    Optional<Release> known =
        state.allowed().stream()
            .filter(release -> release.model().digest().equals(digest))
            .findFirst();
    if (known.isEmpty()) {
      scope.receipt(
          false,
          "Model %s was never allowed at %s; allowed were %s"
              .formatted(
                  digest,
                  node.name(),
                  state.allowed().stream()
                      .map(release -> release.model().digest())
                      .collect(Collectors.joining(", "))));
      return state;
    }
    // The signature that the hub gave with training counts, not what came with the command.
    Release release = known.get().again(scope.next());
    boolean rollback = state.isRejected(digest) || !release.policy().equals(scope.policyBehind());
    String key =
        scope.record(
            new ReleaseEvent.ModelSet(
                node.name(), release.generation(), digest, Storable.reason(set.reason()), rollback),
            set.actor(),
            null);
    scope.receipt(
        true, "Generation %d of %s is %s".formatted(release.generation(), node.name(), digest));
    return released(node, state, release, key, set.trace(), scope);
  }

  /** A rollout is through its waves, or has ended. */
  static InferenceState reported(
      InferenceNode node, InferenceState state, String work, RolloutReport report, Scope scope) {
    Rollout rollout = state.rollout();
    Release wanted = state.wanted();
    if (rollout == null
        || wanted == null
        || !rollout.open()
        || !rollout.input().rollout().equals(work)) {
      // About another generation, or after its last word.
      return state;
    }
    boolean first = rollout.isUndecided();
    InferenceState after = state.rolled(rollout.reported(report), 0);
    if (!first) {
      return after;
    }
    return switch (report.outcome()) {
      case COMPLETED -> proven(node, after, wanted, rollout, scope);
      case FAILED ->
          report.tally().asked() == 0
              ? reachedNobody(after, rollout, scope)
              : rejected(node, after, wanted, report, rollout, scope);
      case ABORTED -> rejected(node, after, wanted, report, rollout, scope);
      case SELECTING, ROLLING, SOAKING, PAUSED, CATCHING_UP, SUPERSEDED -> after;
    };
  }

  private static InferenceState proven(
      InferenceNode node, InferenceState state, Release wanted, Rollout rollout, Scope scope) {
    scope.record(
        new ReleaseEvent.ModelProven(node.name(), wanted.generation(), wanted.model().digest()),
        Actor.SYSTEM,
        rollout.input().cause());
    scope.over(EventName.FAILED);
    InferenceState after = state.withProven(wanted);
    if (!state.drifted().isEmpty() && after.drifted().isEmpty()) {
      scope.over(EventName.DRIFT);
    }
    if (!state.anomalous().isEmpty() && after.anomalous().isEmpty()) {
      scope.over(EventName.ANOMALY);
    }
    Rollout now = after.rollout();
    return now == null ? after : after.rolled(now, 1);
  }

  /** Which says nothing about the model. The rollout's own record says why. */
  private static InferenceState reachedNobody(InferenceState state, Rollout rollout, Scope scope) {
    scope.tell(EventName.FAILED, rollout.input().cause(), rollout.input().trace());
    return state;
  }

  private static InferenceState rejected(
      InferenceNode node,
      InferenceState state,
      Release wanted,
      RolloutReport report,
      Rollout rollout,
      Scope scope) {
    String key =
        scope.record(
            new ReleaseEvent.ModelRejected(
                node.name(),
                wanted.generation(),
                wanted.model().digest(),
                "its rollout " + report.outcome().text()),
            Actor.SYSTEM,
            rollout.input().cause());
    scope.tell(EventName.FAILED, key, rollout.input().trace());
    return state.withRejected(wanted.model().digest());
  }

  /** Its workflow is gone; that says nothing about the model. */
  static InferenceState lost(InferenceState state, String work) {
    Rollout rollout = state.rollout();
    return rollout == null || !rollout.open() || !rollout.input().rollout().equals(work)
        ? state
        : state.rolled(rollout.lost(), 0);
  }

  private Releases() {}
}
