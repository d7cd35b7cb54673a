package dev.ionosphere.api.recovery;

import dev.ionosphere.api.health.NodeHealth;
import dev.ionosphere.api.health.NodeHealths;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.api.rollout.Rollout;
import dev.ionosphere.api.rollout.Rollouts;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.api.timeline.TimelineRecords;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.machine.node.inference.LeftInference;
import dev.ionosphere.workflows.machine.node.inference.Release;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import io.micronaut.data.model.Pageable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was wanted, proven and rejected at each node, and rollouts that were under way. */
@Singleton
final class LeftReleases {

  /** As many as a node remembers. */
  private static final Pageable NEWEST = Pageable.from(0, 50).withoutTotal();

  private final ModelReleases releases;
  private final RegisteredModels models;
  private final ModelRegistry registry;
  private final Rollouts rollouts;
  private final NodeHealths healths;
  private final TimelineRecords records;

  LeftReleases(
      ModelReleases releases,
      RegisteredModels models,
      ModelRegistry registry,
      Rollouts rollouts,
      NodeHealths healths,
      TimelineRecords records) {
    this.releases = releases;
    this.models = models;
    this.registry = registry;
    this.rollouts = rollouts;
    this.healths = healths;
    this.records = records;
  }

  void gather(LeftBehind left, Ion document) {
    List<ModelRelease> proven = releases.proven(left.ion());
    List<ModelRelease> rejected = releases.rejected(left.ion());
    for (Node node : document.nodes().values()) {
      List<ModelRelease> newest =
          releases.findByIonAndNodeOrderByGenerationDesc(left.ion(), node.name(), NEWEST);
      if (!newest.isEmpty()) {
        gather(left, node, newest, of(node, proven), of(node, rejected));
      }
    }
  }

  private static List<ModelRelease> of(Node node, List<ModelRelease> all) {
    return all.stream().filter(release -> release.node().equals(node.name())).toList();
  }

  private void gather(
      LeftBehind left,
      Node node,
      List<ModelRelease> newest,
      List<ModelRelease> proven,
      List<ModelRelease> rejected) {
    ModelRelease wanted = newest.getFirst();
    List<String> refused =
        new ArrayList<>(rejected.stream().map(ModelRelease::digest).distinct().toList());
    ModelRelease standing = proven.isEmpty() ? null : proven.getLast();
    String id = WorkflowNames.rollout(left.ion(), node.name(), wanted.generation());
    Optional<Rollout> rollout = rollouts.findById(id);
    String outcome =
        rollout.filter(known -> known.finishedAt() != null).map(Rollout::state).orElse("");
    boolean decided = has(proven, wanted) || has(rejected, wanted);
    // A release that reached nobody is neither proven nor rejected.
    boolean reachedNobody =
        outcome.equals("failed") && rollout.filter(known -> known.devices() == 0).isPresent();
    LeftInference.@Nullable Open open = null;
    if (!decided && outcome.equals("completed")) {
      standing = wanted;
      left.close(
          new ReleaseEvent.ModelProven(node.name(), wanted.generation(), wanted.digest()),
          node.name(),
          null);
    } else if (!decided
        && !reachedNobody
        && (outcome.equals("failed") || outcome.equals("aborted"))) {
      refused.add(wanted.digest());
      left.close(
          new ReleaseEvent.ModelRejected(
              node.name(), wanted.generation(), wanted.digest(), "its rollout " + outcome),
          node.name(),
          null);
    } else if (!decided && !reachedNobody
        || rollout.isPresent() && outcome.isEmpty() && has(proven, wanted)) {
      open = new LeftInference.Open(cause(left.ion(), wanted), has(proven, wanted));
    }
    LeftInference found =
        new LeftInference(
            left.ion(),
            allowed(newest),
            standing == null ? null : release(standing).orElse(null),
            refused,
            open,
            told(left.ion(), node, NodeHealth::reportedDrifted),
            told(left.ion(), node, NodeHealth::reportedAnomalous));
    boolean goesOn = open != null;
    found
        .at(node)
        .ifPresent(state -> {
          left.nodes().put(node.name(), state);
          if (goesOn) {
            left.goesOn().add(id);
          }
        });
  }

  private static boolean has(List<ModelRelease> some, ModelRelease one) {
    return some.stream().anyMatch(release -> release.id().equals(one.id()));
  }

  private String cause(String ion, ModelRelease release) {
    return records
        .findByIonAndSequence(ion, release.sequence())
        .map(TimelineRecord::entryKey)
        .orElse("");
  }

  /** Oldest first, one a digest. */
  private List<Release> allowed(List<ModelRelease> newest) {
    Map<String, Release> known = new LinkedHashMap<>();
    for (ModelRelease release : newest.reversed()) {
      known.remove(release.digest());
      release(release).ifPresent(kept -> known.put(release.digest(), kept));
    }
    return List.copyOf(known.values());
  }

  private Optional<Release> release(ModelRelease release) {
    return models
        .findById(release.digest())
        .map(model ->
            new Release(
                release.generation(),
                registry.ref(model),
                release.allowedBy(),
                "",
                model.metrics()));
  }

  /** Digests of which the ION was last told that it is so. */
  private List<String> told(String ion, Node node, Predicate<NodeHealth> is) {
    return healths.findByIon(ion).stream()
        .filter(health -> health.node().equals(node.name()) && is.test(health))
        .map(NodeHealth::digest)
        .toList();
  }
}
