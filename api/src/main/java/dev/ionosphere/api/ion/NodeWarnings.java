package dev.ionosphere.api.ion;

import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.recall.Recalls;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.node.NodeView;
import dev.ionosphere.workflows.machine.node.NodeView.ReleaseView;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the hub does not do for a node what its ION's workflow believes, and what ends that. */
@Singleton
public final class NodeWarnings {

  private final StoredIons ions;
  private final ModelReleases releases;
  private final Recalls recalls;

  NodeWarnings(StoredIons ions, ModelReleases releases, Recalls recalls) {
    this.ions = ions;
    this.releases = releases;
    this.recalls = recalls;
  }

  /** Of all its nodes, each with the node's name. */
  List<String> of(String ion, @Nullable IonView view) {
    List<String> all = new ArrayList<>();
    if (view != null) {
      view.nodes()
          .forEach((name, node) ->
              of(ion, name, node).forEach(warning -> all.add(name + ": " + warning)));
    }
    return all;
  }

  /** Of one node, in words; empty if hub and workflow agree. */
  public List<String> of(String ion, String node, NodeView view) {
    ReleaseView wanted = view.release();
    if (wanted == null) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    if (ions.countWithdrawn(ion) > 0) {
      warnings.add("withdrawn: no device is to run it");
    } else if (recalls.isRecalled(wanted.wanted())) {
      warnings.add("recalled: no device is to run it");
    }
    long known = newest(ion, node);
    if (known < wanted.generation()) {
      warnings.add(
          ("the hub has no record of generation %d, its newest is %d; if it was restored from an"
                  + " older copy, set a model")
              .formatted(wanted.generation(), known));
    }
    return warnings;
  }

  private long newest(String ion, String node) {
    return releases
        .findFirstByIonAndNodeOrderByGenerationDesc(ion, node)
        .map(ModelRelease::generation)
        .orElse(0L);
  }
}
