package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.dashboard.Format;
import dev.ionosphere.api.dashboard.Tone;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.health.NodeHealth;
import dev.ionosphere.api.health.NodeHealths;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.rollout.Rollout;
import dev.ionosphere.api.rollout.Rollouts;
import dev.ionosphere.api.training.RunProgress;
import dev.ionosphere.api.training.RunProgresses;
import dev.ionosphere.api.training.TrainingRun;
import dev.ionosphere.api.training.TrainingRuns;
import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.node.NodeView;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the nodes of an ION do now, from what the hub remembers; from the live workflow only what
 * nobody else knows, so that pages say the truth while Temporal is down.
 */
@Singleton
final class NodeStatuses {
  private final TrainingRuns runs;
  private final RunProgresses progresses;
  private final Approvals approvals;
  private final ModelReleases releases;
  private final DeviceModels deviceModels;
  private final Rollouts rollouts;
  private final NodeHealths healths;

  NodeStatuses(
      TrainingRuns runs,
      RunProgresses progresses,
      Approvals approvals,
      ModelReleases releases,
      DeviceModels deviceModels,
      Rollouts rollouts,
      NodeHealths healths) {
    this.runs = runs;
    this.progresses = progresses;
    this.approvals = approvals;
    this.releases = releases;
    this.deviceModels = deviceModels;
    this.rollouts = rollouts;
    this.healths = healths;
  }

  List<NodeStatus> of(Ion ion, Optional<IonView> live, Instant now) {
    return ion.nodes().values().stream()
        .map(node ->
            switch (node) {
              case TrainingNode training -> training(ion, training, live, now);
              case ApprovalNode approval -> approval(ion, approval, now);
              case InferenceNode inference -> inference(ion, inference);
            })
        .toList();
  }

  private NodeStatus training(Ion ion, TrainingNode node, Optional<IonView> live, Instant now) {
    List<TrainingRun> latest =
        runs.findByIonAndNodeOrderByStartedAtDesc(ion.name(), node.name(), Pageable.from(0, 1));
    List<String> lines = new ArrayList<>();
    String state = "idle";
    String link = "";
    if (!latest.isEmpty()) {
      TrainingRun run = latest.getFirst();
      state = run.state().equals("finished") ? "idle" : run.state();
      link = "/runs/" + run.id();
      lines.add(runLine(run, now));
    }
    Optional<Instant> due = live.map(view -> view.nodes().get(node.name())).map(NodeView::nextFire);
    due.ifPresent(at -> lines.add("next " + Format.minute(at) + " UTC"));
    if (due.isEmpty()) {
      lines.add(node.schedule().map(ScheduleWords::of).orElse("on request or drift"));
    }
    return new NodeStatus(node.name(), "training", state, Tone.of(state), lines, link, null, true);
  }

  private String runLine(TrainingRun run, Instant now) {
    if (run.state().equals("running")) {
      return progresses
          .findById(run.id())
          .map(RunProgress::fraction)
          .map(fraction -> Format.percent(fraction) + " done")
          .orElse("started " + Format.ago(run.startedAt(), now));
    }
    Instant end = run.finishedAt() == null ? run.startedAt() : run.finishedAt();
    return (run.state().equals("failed") ? "failed " : "trained ") + Format.ago(end, now);
  }

  private NodeStatus approval(Ion ion, ApprovalNode node, Instant now) {
    List<Approval> all =
        approvals.findByIonOrderByOpenedAtDesc(ion.name()).stream()
            .filter(approval -> approval.node().equals(node.name()))
            .toList();
    Optional<Approval> open =
        all.stream().filter(approval -> approval.state().equals("pending")).findFirst();
    List<String> lines = new ArrayList<>();
    open.ifPresentOrElse(
        approval -> {
          lines.add("model " + Format.digest(approval.candidate()));
          if (approval.expiresAt() != null) {
            lines.add("expires " + Format.ago(approval.expiresAt(), now));
          }
        },
        () -> {
          all.stream()
              .filter(approval -> approval.closedAt() != null)
              .findFirst()
              .ifPresent(last -> lines.add("last: " + last.state()));
          lines.add(String.join(", then ", node.stages().stream().map(Stage::text).toList()));
        });
    String state = open.isPresent() ? "waiting" : "idle";
    String link = open.map(approval -> "/approvals/" + approval.id()).orElse("/approvals");
    return new NodeStatus(node.name(), "approval", state, Tone.of(state), lines, link, null, false);
  }

  private NodeStatus inference(Ion ion, InferenceNode node) {
    List<DeviceModel> fleet = deviceModels.findByIonAndNodeOrderByDevice(ion.name(), node.name());
    Optional<ModelRelease> release =
        releases.findFirstByIonAndNodeOrderByGenerationDesc(ion.name(), node.name());
    Optional<Rollout> rollout =
        rollouts.findByIonOrderByStartedAtDesc(ion.name()).stream()
            .filter(candidate -> candidate.node().equals(node.name()))
            .findFirst();
    boolean drifted =
        healths
            .findById(ion.name() + "." + node.name())
            .filter(NodeHealth::drifted)
            .filter(health -> release.map(r -> r.digest().equals(health.digest())).orElse(false))
            .isPresent();
    String state =
        release.isEmpty()
            ? "empty"
            : rollout.filter(r -> r.state().equals("running")).isPresent()
                ? "rolling"
                : drifted ? "drifted" : "active";
    List<String> lines = new ArrayList<>();
    lines.add(
        release
            .map(r -> "model " + Format.digest(r.digest()) + ", gen " + r.generation())
            .orElse("waits for its first model"));
    long active = fleet.stream().filter(device -> holds(device, release)).count();
    lines.add(
        active + " of " + fleet.size() + " devices · every " + Format.length(node.every().every()));
    return new NodeStatus(
        node.name(),
        "inference",
        state,
        Tone.of(state),
        lines,
        "/ions/" + ion.name() + "/health/" + node.name(),
        rollout.map(Rollout::id).orElse(null),
        false);
  }

  private static boolean holds(DeviceModel device, Optional<ModelRelease> release) {
    return release.filter(r -> r.generation() == device.actualGeneration()).isPresent();
  }
}
