package dev.ionosphere.workflows.machine.node.inference;

import dev.ionosphere.spec.format.DurationText;
import dev.ionosphere.spec.ion.DeviceSelector.Requirement;
import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.RolloutPolicy;
import dev.ionosphere.workflows.machine.node.AnomalyRate;
import dev.ionosphere.workflows.machine.node.Closing;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.node.NodeBehaviour;
import dev.ionosphere.workflows.machine.node.NodeCommand;
import dev.ionosphere.workflows.machine.node.NodeStatus;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.Scope;
import dev.ionosphere.workflows.machine.policy.PolicyField;
import dev.ionosphere.workflows.machine.policy.PolicyField.Order;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.work.Runner;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutReport;
import dev.ionosphere.workflows.rollout.WaveTexts;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.HealthEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model is released to devices, proves itself there or is rejected, and may drift. */
public final class InferenceBehaviour implements NodeBehaviour<InferenceNode, InferenceState> {

  private static final Kind<InferenceNode, InferenceState> KIND =
      Kind.first("inference", InferenceNode.class, InferenceState.class);

  @Override
  public Kind<InferenceNode, InferenceState> kind() {
    return KIND;
  }

  @Override
  public InferenceState initial(InferenceNode node, Scope scope) {
    return InferenceState.NEW;
  }

  @Override
  public InferenceState arrived(
      InferenceNode node, InferenceState state, Batch batch, Scope scope) {
    return Releases.arrived(node, state, batch, scope);
  }

  @Override
  public InferenceState told(
      InferenceNode node, InferenceState state, NodeCommand command, Scope scope) {
    return switch (command) {
      case NodeCommand.SetModel set -> Releases.set(node, state, set, scope);
      case NodeCommand.Judged judged -> judged(node, state, judged, scope);
      case NodeCommand.Decide decide -> refused(node, state, "decision", scope);
      case NodeCommand.StopRun stop -> refused(node, state, "stop of a run", scope);
    };
  }

  private static InferenceState judged(
      InferenceNode node, InferenceState state, NodeCommand.Judged judged, Scope scope) {
    String digest = judged.digest();
    if (!state.runs(digest)) {
      // About a model that devices are no longer told to run.
      return state;
    }
    AnomalyRate rate = judged.anomalies();
    // A hub that does not say changes nothing.
    boolean strange = rate == null ? state.anomalous().contains(digest) : rate.raised();
    InferenceState after = state.judged(judged.judgement(), strange);
    drift(node, state, judged, after, scope);
    if (rate != null) {
      anomalies(node, state, judged, rate, after, scope);
    }
    return after;
  }

  private static void drift(
      InferenceNode node,
      InferenceState before,
      NodeCommand.Judged judged,
      InferenceState after,
      Scope scope) {
    String digest = judged.digest();
    boolean known = before.drifted().contains(digest);
    if (judged.drifted()) {
      String cause =
          known
              ? null
              : scope.record(
                  new HealthEvent.DriftDetected(
                      node.name(), digest, judged.similarity(), judged.rows()),
                  new Actor(EventName.DRIFT.text()),
                  null);
      scope.tell(EventName.DRIFT, cause, judged.trace());
    } else if (known) {
      scope.record(new HealthEvent.DriftCleared(node.name(), digest), Actor.SYSTEM, null);
      if (after.drifted().isEmpty()) {
        scope.over(EventName.DRIFT);
      }
    }
  }

  private static void anomalies(
      InferenceNode node,
      InferenceState before,
      NodeCommand.Judged judged,
      AnomalyRate rate,
      InferenceState after,
      Scope scope) {
    String digest = judged.digest();
    boolean known = before.anomalous().contains(digest);
    if (rate.raised()) {
      String cause =
          known
              ? null
              : scope.record(
                  new HealthEvent.AnomaliesDetected(
                      node.name(), digest, rate.share(), rate.allowed(), judged.rows()),
                  new Actor(EventName.ANOMALY.text()),
                  null);
      scope.tell(EventName.ANOMALY, cause, judged.trace());
    } else if (known) {
      scope.record(new HealthEvent.AnomaliesCleared(node.name(), digest), Actor.SYSTEM, null);
      if (after.anomalous().isEmpty()) {
        scope.over(EventName.ANOMALY);
      }
    }
  }

  @Override
  public InferenceState progressed(
      InferenceNode node, InferenceState state, String work, Object output, Scope scope) {
    return output instanceof RolloutReport report
        ? Releases.reported(node, state, work, report, scope)
        : state;
  }

  @Override
  public InferenceState ended(
      InferenceNode node, InferenceState state, String work, WorkEnd end, Scope scope) {
    return switch (end) {
      case WorkEnd.Done(RolloutReport report) ->
          Releases.reported(node, state, work, report, scope);
      case WorkEnd.Done(Object other) -> Releases.lost(state, work);
      case WorkEnd.Failed failed -> Releases.lost(state, work);
      case WorkEnd.Cancelled cancelled -> Releases.lost(state, work);
      case WorkEnd.Lost lost -> Releases.lost(state, work);
    };
  }

  @Override
  public InferenceState adapt(
      InferenceNode before, InferenceNode after, InferenceState state, String cause, Scope scope) {
    boolean same =
        after.every().equals(before.every())
            && after.source().equals(before.source())
            && after.devices().equals(before.devices());
    return same ? state : Releases.reconfigured(after, state, cause, scope);
  }

  @Override
  public InferenceState resumed(
      InferenceNode node, InferenceState state, String cause, Scope scope) {
    return state.outdated() ? Releases.reconfigured(node, state, cause, scope) : state;
  }

  @Override
  public InferenceState close(InferenceNode node, InferenceState state, Closing why, Scope scope) {
    Rollout rollout = state.rollout();
    return rollout == null || !rollout.open() ? state : state.rolled(rollout.lost(), 0);
  }

  @Override
  public List<Work> work(InferenceNode node, InferenceState state, boolean paused) {
    Rollout rollout = state.rollout();
    if (rollout == null || !rollout.open()) {
      return List.of();
    }
    return List.of(
        new Work(
            rollout.input().rollout(),
            node.name(),
            new Runner.Rollout(),
            rollout.input(),
            1,
            paused ? Work.Mode.PAUSE : Work.Mode.RUN,
            "generation %d of %s to devices %s"
                .formatted(rollout.input().generation(), node.name(), rollout.input().selector())));
  }

  @Override
  public Set<EventName> standing(InferenceState state) {
    Set<EventName> standing = EnumSet.noneOf(EventName.class);
    if (!state.drifted().isEmpty()) {
      standing.add(EventName.DRIFT);
    }
    if (!state.anomalous().isEmpty()) {
      standing.add(EventName.ANOMALY);
    }
    return standing;
  }

  @Override
  public List<PolicyField> policy(InferenceNode node) {
    RolloutPolicy plan = node.rollout();
    return List.of(
        PolicyField.of(
            "placement.devices",
            node.devices().text(),
            new Order.Conjuncts(
                node.devices().requirements().stream().map(InferenceBehaviour::text).toList())),
        PolicyField.of(
            "rollout.gate.delivered",
            Double.toString(plan.deliveredMin()),
            new Order.More(plan.deliveredMin())),
        PolicyField.of(
            "rollout.gate.soak",
            DurationText.of(plan.soak()),
            new Order.More(plan.soak().toSeconds())),
        PolicyField.of("rollout.waves", WaveTexts.of(plan.waves()).toString(), new Order.None()),
        PolicyField.plan("rollout.silentAfter", DurationText.of(plan.silentAfter())),
        PolicyField.plan("rollout.deadline", DurationText.of(plan.deadline())));
  }

  private static String text(Requirement requirement) {
    return requirement.key()
        + " "
        + requirement.operator()
        + " "
        + requirement.values().stream().sorted().toList();
  }

  @Override
  public NodeView view(InferenceNode node, InferenceState state) {
    Release wanted = state.wanted();
    Release proven = state.proven();
    Rollout rollout = state.rollout();
    String note =
        wanted == null
            ? ""
            : "generation %d, %s".formatted(wanted.generation(), wanted.model().digest());
    return new NodeView(
        KIND.name(),
        status(state, wanted, rollout),
        note
            + (state.drifted().isEmpty() ? "" : ", drifted")
            + (state.anomalous().isEmpty() ? "" : ", many anomalies"),
        null,
        rollout == null ? null : rollout.input().rollout(),
        null,
        wanted == null
            ? null
            : new NodeView.ReleaseView(
                wanted.generation(),
                wanted.model().digest(),
                proven == null ? null : proven.model().digest()),
        state.laps(),
        !state.drifted().isEmpty());
  }

  private static NodeStatus status(
      InferenceState state, @Nullable Release wanted, @Nullable Rollout rollout) {
    if (wanted == null) {
      return NodeStatus.EMPTY;
    }
    if (rollout == null) {
      return state.isRejected(wanted.model().digest()) ? NodeStatus.FAILED : NodeStatus.ACTIVE;
    }
    return switch (rollout.outcome()) {
      case SELECTING, ROLLING, SOAKING, PAUSED -> NodeStatus.ROLLING;
      case CATCHING_UP, COMPLETED -> NodeStatus.ACTIVE;
      case FAILED, ABORTED, SUPERSEDED -> NodeStatus.FAILED;
    };
  }
}
