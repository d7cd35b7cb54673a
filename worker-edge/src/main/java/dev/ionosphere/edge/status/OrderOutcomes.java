package dev.ionosphere.edge.status;

import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.models.device.Telemetry.Outcome;
import dev.ionosphere.models.order.AssignedNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What became of each node of the assignment that is held, as far as that is decided. */
public final class OrderOutcomes {

  private final Map<NodeKey, Outcome> nodes = new ConcurrentHashMap<>();

  public void set(AssignedNode node, ApplyOutcome.Status status, String reason) {
    nodes.put(
        new NodeKey(node.ion(), node.node()),
        new Outcome(
            node.ion(), node.node(), node.generation(), node.model().value(), status, reason));
  }

  /** Whether the device has refused this very order of the node. */
  public boolean isRefused(AssignedNode node) {
    Outcome outcome = nodes.get(new NodeKey(node.ion(), node.node()));
    return outcome != null
        && outcome.status() == ApplyOutcome.Status.REFUSED
        && outcome.generation() == node.generation()
        && outcome.model().equals(node.model().value());
  }

  /** Nodes that are no longer ordered are no longer told of. */
  public void keepOnly(Predicate<NodeKey> ordered) {
    nodes.keySet().removeIf(key -> !ordered.test(key));
  }

  /** In order of ION and node. */
  public List<Outcome> all() {
    return nodes.values().stream()
        .sorted(Comparator.comparing(Outcome::ion).thenComparing(Outcome::node))
        .toList();
  }
}
