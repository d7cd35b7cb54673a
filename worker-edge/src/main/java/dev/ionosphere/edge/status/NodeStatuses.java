package dev.ionosphere.edge.status;

import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.workflows.device.DesiredState;
import dev.ionosphere.workflows.device.Telemetry.Actual;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How far each node is with what it was told: told, fetching, staged, active or failed. */
public final class NodeStatuses {

  private final Map<NodeKey, Actual> nodes = new ConcurrentHashMap<>();

  /**
   * @param running what the node runs now, if anything
   * @param reason why it failed; empty otherwise
   */
  public void set(NodeKey key, @Nullable DesiredState running, String status, String reason) {
    nodes.put(
        key,
        new Actual(
            key.ion(),
            key.node(),
            running == null ? 0 : running.generation(),
            running == null ? "" : running.model().digest(),
            status,
            reason));
  }

  /** Nodes that are no longer ordered are no longer told of. */
  public void keepOnly(Set<NodeKey> ordered) {
    nodes.keySet().retainAll(ordered);
  }

  public List<Actual> all() {
    return nodes.values().stream()
        .sorted(Comparator.comparing(Actual::ion).thenComparing(Actual::node))
        .toList();
  }
}
