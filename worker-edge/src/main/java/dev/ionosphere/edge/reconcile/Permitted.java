package dev.ionosphere.edge.reconcile;

import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.models.order.Assignment;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What an assignment lets run.
 *
 * @param nodes empty: whichever, before the first order
 * @param revoked digests of models that run at none
 */
record Permitted(Optional<Set<NodeKey>> nodes, Set<String> revoked) {

  /** Before the first order whatever ran goes on. */
  static final Permitted ANYTHING = new Permitted(Optional.empty(), Set.of());

  static Permitted by(Assignment assignment) {
    Set<NodeKey> nodes = new HashSet<>();
    assignment.nodes().forEach(node -> nodes.add(new NodeKey(node.ion(), node.node())));
    Set<String> revoked = new HashSet<>();
    assignment.revoked().forEach(digest -> revoked.add(digest.value()));
    return new Permitted(Optional.of(nodes), revoked);
  }

  boolean allows(NodeKey node) {
    return nodes.isEmpty() || nodes.get().contains(node);
  }

  boolean allows(NodeKey node, String model) {
    return allows(node) && !revoked.contains(model);
  }
}
