package dev.ionosphere.workflows.machine.node;

import java.util.Optional;

/**
 * What an ION knows of one of its nodes. Each kind has its own record, bound by its {@link Kind}.
 */
public interface NodeState {

  /** How often the node has finished its work. */
  long laps();

  /** The model that is in use at the node. */
  default Optional<InUse> inUse() {
    return Optional.empty();
  }

  /** Why another candidate of the same origin would be in the way, such as an open approval. */
  default Optional<String> occupiedBy(String origin) {
    return Optional.empty();
  }
}
