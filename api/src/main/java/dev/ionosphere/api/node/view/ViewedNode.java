package dev.ionosphere.api.node.view;

import dev.ionosphere.api.node.KindView;
import dev.ionosphere.api.node.Known;
import dev.ionosphere.api.node.Words;
import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.spec.ion.DeviceSelector;
import dev.ionosphere.spec.ion.HealthPolicy;
import dev.ionosphere.spec.ion.Node;
import java.util.List;
import java.util.Optional;

/** A node with the room of its kind. */
public record ViewedNode<N extends Node>(N node, KindView<N> kind) {

  public List<String> lines(Known known, Words words) {
    return kind.lines(node, known, words);
  }

  public String link(Known known) {
    return kind.link(node, known);
  }

  public Optional<DeviceSelector> devices() {
    return kind.devices(node);
  }

  public Optional<AssignedNode.Settings> settings() {
    return kind.settings(node);
  }

  public Optional<HealthPolicy> health() {
    return kind.health(node);
  }

  public boolean notRequester() {
    return kind.notRequester(node);
  }
}
