package dev.ionosphere.api.node;

import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.spec.ion.DeviceSelector;
import dev.ionosphere.spec.ion.HealthPolicy;
import dev.ionosphere.spec.ion.Node;
import java.util.List;
import java.util.Optional;

/** One kind of node, as the hub's pages and checks need it. */
public interface KindView<N extends Node> {

  /** What a person wants to know next of a node, most important first. */
  List<String> lines(N node, Known known, Words words);

  /** Page with more. */
  String link(N node, Known known);

  /** The devices it works on, if it works on devices. */
  default Optional<DeviceSelector> devices(N node) {
    return Optional.empty();
  }

  /** How devices run it, if it works on devices. */
  default Optional<AssignedNode.Settings> settings(N node) {
    return Optional.empty();
  }

  /** How the data it sees is judged, if it sees data. */
  default Optional<HealthPolicy> health(N node) {
    return Optional.empty();
  }

  /** Whether people who asked for a model may not let it pass here. */
  default boolean notRequester(N node) {
    return false;
  }
}
