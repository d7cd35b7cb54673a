package dev.ionosphere.api.recovery;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.api.timeline.TimelineRecords;
import dev.ionosphere.api.training.TrainingRun;
import dev.ionosphere.api.training.TrainingRuns;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import dev.ionosphere.workflows.machine.token.Lineage;
import dev.ionosphere.workflows.machine.token.Payload;
import dev.ionosphere.workflows.machine.token.Provenance;
import dev.ionosphere.workflows.machine.token.Token;
import dev.ionosphere.workflows.timeline.ApprovalEvent;
import dev.ionosphere.workflows.timeline.ChangeEvent;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Candidates that were on their way. Votes of the lost workflow are not taken over: what waited for
 * people is closed by record, and the candidate begins its way again.
 */
@Singleton
final class LeftCandidates {

  private static final Pageable FIRST = Pageable.from(0, 1).withoutTotal();

  private final TrainingRuns runs;
  private final Approvals approvals;
  private final ModelReleases releases;
  private final RegisteredModels models;
  private final ModelRegistry registry;
  private final TimelineRecords records;

  LeftCandidates(
      TrainingRuns runs,
      Approvals approvals,
      ModelReleases releases,
      RegisteredModels models,
      ModelRegistry registry,
      TimelineRecords records) {
    this.runs = runs;
    this.approvals = approvals;
    this.releases = releases;
    this.models = models;
    this.registry = registry;
    this.records = records;
  }

  /**
   * @param firstToken number of the first token
   */
  void gather(LeftBehind left, Ion document, long firstToken) {
    for (Node node : document.nodes().values()) {
      if (node.ports().models() == Ports.Models.MADE) {
        runs.findByIonAndNodeAndStateOrderByStartedAtDesc(
                left.ion(), node.name(), "finished", FIRST)
            .forEach(run -> candidate(left, document, run, firstToken));
      }
    }
    for (Approval waiting : approvals.findByIonAndStateOrderByOpenedAt(left.ion(), "pending")) {
      if (waiting.isChange()) {
        left.close(
            new ChangeEvent.ChangeWithdrawn(
                waiting.id(), "the ION was lost; the document may be applied again"),
            null,
            null);
      } else {
        left.close(
            new ApprovalEvent.ApprovalVoided(
                waiting.id(), "the ION was lost; its candidate begins again"),
            waiting.node(),
            null);
      }
    }
  }

  private void candidate(LeftBehind left, Ion document, TrainingRun run, long firstToken) {
    RegisteredModel model =
        run.digest() == null ? null : models.findById(run.digest()).orElse(null);
    if (model == null || LeftTrainings.number(run).isEmpty()) {
      return;
    }
    List<Approval> asked = approvals.findByIonAndRunOrderByOpenedAt(left.ion(), run.id());
    Set<String> waiting = new HashSet<>();
    asked.stream()
        .filter(approval -> approval.state().equals("pending"))
        .forEach(approval -> waiting.add(approval.node()));
    boolean ended =
        asked.stream().anyMatch(a -> a.state().equals("rejected") || a.state().equals("expired"))
            || isReleased(left.ion(), run);
    if (ended && waiting.isEmpty()) {
      return;
    }
    String cause = LeftTrainings.key(records, left.ion(), run.id(), "training.finished");
    Lineage lineage = new Lineage(run.node(), LeftTrainings.number(run).orElseThrow());
    Payload payload =
        new Payload.Model(
            registry.ref(model),
            run.id(),
            run.metrics(),
            run.evidence() == null ? "" : run.evidence());
    for (Edge.Model edge : modelEdges(document)) {
      // Of a candidate that has arrived elsewhere only the ways that wait go on.
      boolean open = !ended || waiting.stream().anyMatch(node -> leads(document, edge, node));
      if (edge.from().equals(run.node()) && open) {
        left.tokens()
            .add(
                new Token(
                    lineage.text() + "/" + (firstToken + left.tokens().size()),
                    edge.key(),
                    payload,
                    lineage,
                    Provenance.of(run.node(), run.requester()),
                    cause,
                    null));
      }
    }
  }

  private boolean isReleased(String ion, TrainingRun run) {
    Instant finished = run.finishedAt() == null ? run.startedAt() : run.finishedAt();
    return releases.findByDigest(String.valueOf(run.digest())).stream()
        .filter(release -> release.ion().equals(ion))
        .map(ModelRelease::releasedAt)
        .anyMatch(at -> !at.isBefore(finished));
  }

  private static List<Edge.Model> modelEdges(Ion document) {
    return document.edges().stream()
        .filter(Edge.Model.class::isInstance)
        .map(Edge.Model.class::cast)
        .toList();
  }

  /** Whether models come along the edge to the node. */
  private static boolean leads(Ion document, Edge.Model first, String node) {
    Set<String> seen = new HashSet<>(Set.of(first.to()));
    Deque<String> ahead = new ArrayDeque<>(seen);
    while (!ahead.isEmpty()) {
      String here = ahead.remove();
      if (here.equals(node)) {
        return true;
      }
      modelEdges(document).stream()
          .filter(edge -> edge.from().equals(here) && seen.add(edge.to()))
          .forEach(edge -> ahead.add(edge.to()));
    }
    return false;
  }
}
