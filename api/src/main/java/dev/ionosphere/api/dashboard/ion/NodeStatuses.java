package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.dashboard.Tone;
import dev.ionosphere.api.device.DeviceModel;
import dev.ionosphere.api.device.DeviceModels;
import dev.ionosphere.api.ion.NodeWarnings;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.node.Known;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.api.node.view.ViewedNode;
import dev.ionosphere.api.training.RunProgress;
import dev.ionosphere.api.training.RunProgresses;
import dev.ionosphere.api.training.TrainingRun;
import dev.ionosphere.api.training.TrainingRuns;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.node.NodeView;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The nodes of an ION as pages show them. Where a node stands is the workflow's word, of now or the
 * last one that the hub heard; the hub's own stores add to it.
 */
@Singleton
final class NodeStatuses {

  /** Of a node of an ION that runs and has not answered this hub yet. */
  private static final String ASKED = "being asked";

  private final TrainingRuns runs;
  private final RunProgresses progresses;
  private final Approvals approvals;
  private final DeviceModels deviceModels;
  private final NodeWarnings warnings;

  NodeStatuses(
      TrainingRuns runs,
      RunProgresses progresses,
      Approvals approvals,
      DeviceModels deviceModels,
      NodeWarnings warnings) {
    this.runs = runs;
    this.progresses = progresses;
    this.approvals = approvals;
    this.deviceModels = deviceModels;
    this.warnings = warnings;
  }

  /**
   * @param heard what the workflow says, or said last
   */
  List<NodeStatus> of(StoredIon stored, Ion ion, Optional<IonView> heard, Instant now) {
    PageWords words = new PageWords(now);
    return ion.nodes().values().stream()
        .map(node -> status(node, known(ion, node, heard), unheard(stored), words))
        .toList();
  }

  /** Where a node stands that the ION said nothing of. */
  private static String unheard(StoredIon ion) {
    if (ion.launchedAt() == null) {
      return "not launched";
    }
    return ion.isAlive() ? ASKED : "unknown";
  }

  private static NodeStatus status(Node node, Known known, String unheard, PageWords words) {
    ViewedNode<?> viewed = NodeViews.of(node);
    String state = known.view().map(view -> view.state().text()).orElse(unheard);
    return new NodeStatus(
        node.name(),
        node.kind(),
        state,
        Tone.of(state),
        viewed.lines(known, words),
        viewed.link(known),
        known.view().map(NodeView::rollout).orElse(null),
        node.ports().starts());
  }

  private Known known(Ion ion, Node node, Optional<IonView> heard) {
    Optional<NodeView> view = heard.map(told -> told.nodes().get(node.name()));
    List<DeviceModel> fleet = deviceModels.findByIonAndNodeOrderByDevice(ion.name(), node.name());
    long generation = view.map(NodeView::release).map(NodeView.ReleaseView::generation).orElse(-1L);
    return new Known(
        ion.name(),
        view,
        run(ion, node),
        approvals.findFirstByIonAndNodeOrderByOpenedAtDesc(ion.name(), node.name()).stream()
            .map(asked ->
                new Known.Asked(asked.id(), asked.state(), asked.candidate(), asked.expiresAt()))
            .findFirst(),
        fleet.size(),
        fleet.stream().filter(device -> device.actualGeneration() == generation).count(),
        view.map(told -> warnings.of(ion.name(), node.name(), told)).orElse(List.of()));
  }

  private Optional<Known.Run> run(Ion ion, Node node) {
    return runs
        .findByIonAndNodeOrderByStartedAtDesc(ion.name(), node.name(), Pageable.from(0, 1))
        .stream()
        .findFirst()
        .map(this::run);
  }

  private Known.Run run(TrainingRun run) {
    Double fraction = progresses.findById(run.id()).map(RunProgress::fraction).orElse(null);
    Instant finished = run.finishedAt();
    return new Known.Run(
        run.id(), run.state(), fraction, finished == null ? run.startedAt() : finished);
  }
}
