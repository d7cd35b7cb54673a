package dev.ionosphere.api.node.inference;

import dev.ionosphere.api.node.KindView;
import dev.ionosphere.api.node.Known;
import dev.ionosphere.api.node.Words;
import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.spec.ion.DeviceSelector;
import dev.ionosphere.spec.ion.HealthPolicy;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.workflows.machine.node.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An inference node tells of its model and of its devices. */
public final class InferenceView implements KindView<InferenceNode> {

  @Override
  public List<String> lines(InferenceNode node, Known known, Words words) {
    List<String> lines = new ArrayList<>();
    lines.add(
        known
            .view()
            .map(NodeView::release)
            .map(release ->
                "model " + words.digest(release.wanted()) + ", gen " + release.generation())
            .orElse("waits for its first model"));
    lines.addAll(known.warnings());
    if (known.view().map(NodeView::drifted).orElse(false)) {
      lines.add("live data is unlike training");
    }
    lines.add(
        "%d of %d devices · every %s"
            .formatted(known.current(), known.devices(), words.length(node.every().every())));
    return lines;
  }

  @Override
  public String link(InferenceNode node, Known known) {
    return "/ions/" + known.ion() + "/health/" + node.name();
  }

  @Override
  public Optional<DeviceSelector> devices(InferenceNode node) {
    return Optional.of(node.devices());
  }

  @Override
  public Optional<AssignedNode.Settings> settings(InferenceNode node) {
    return Optional.of(
        new AssignedNode.Settings(
            node.every().every(),
            node.source().from(),
            node.source().batch(),
            node.source().format(),
            node.bucket()));
  }

  @Override
  public Optional<HealthPolicy> health(InferenceNode node) {
    return Optional.of(node.health());
  }
}
