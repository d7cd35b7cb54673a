package dev.ionosphere.edge.status;

import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.models.device.DesiredState;
import dev.ionosphere.models.device.Telemetry.Actual;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How far each node is with what it was told: told, fetching, staged, active or failed. */
public final class NodeStatuses {

  private record Trouble(boolean failed, String reason) {}

  private final Map<NodeKey, Actual> nodes = new ConcurrentHashMap<>();
  private final Map<NodeKey, Trouble> troubles = new ConcurrentHashMap<>();
  private final Map<NodeKey, String> waits = new ConcurrentHashMap<>();

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
  public void keepOnly(Predicate<NodeKey> ordered) {
    nodes.keySet().removeIf(key -> !ordered.test(key));
    troubles.keySet().removeIf(key -> !ordered.test(key));
    waits.keySet().removeIf(key -> !ordered.test(key));
  }

  /**
   * What goes wrong while the node runs, until it is {@link #well}.
   *
   * @param failed whether the node scores nothing for it
   */
  public void trouble(NodeKey key, boolean failed, String reason) {
    troubles.put(key, new Trouble(failed, reason));
  }

  public void well(NodeKey key) {
    troubles.remove(key);
  }

  /** Why no rows come to a node that runs, until it {@link #waitsNoMore}. */
  public void waits(NodeKey key, String reason) {
    waits.put(key, reason);
  }

  public void waitsNoMore(NodeKey key) {
    waits.remove(key);
  }

  public List<Actual> all() {
    return nodes.entrySet().stream()
        .map(node -> with(node.getValue(), waits.get(node.getKey())))
        .map(node -> with(node, troubles.get(new NodeKey(node.ion(), node.node()))))
        .sorted(Comparator.comparing(Actual::ion).thenComparing(Actual::node))
        .toList();
  }

  private static Actual with(Actual node, @Nullable String wait) {
    return wait == null ? node : with(node, new Trouble(false, wait));
  }

  private static Actual with(Actual node, @Nullable Trouble trouble) {
    if (trouble == null) {
      return node;
    }
    return new Actual(
        node.ion(),
        node.node(),
        node.generation(),
        node.digest(),
        trouble.failed() ? "failed" : node.status(),
        node.reason().isEmpty() ? trouble.reason() : node.reason() + "; " + trouble.reason());
  }
}
