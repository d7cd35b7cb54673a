package dev.ionosphere.workflows.machine.node;

import dev.ionosphere.spec.ion.Node;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A node kind and its stored state.
 *
 * @param name as in documents
 * @param version of the state's fields, from 1
 * @param upcasters from version 1 to 2, from 2 to 3, and so on, on the state's JSON
 */
public record Kind<N extends Node, S extends NodeState>(
    String name,
    Class<N> node,
    Class<S> state,
    int version,
    List<UnaryOperator<Map<String, Object>>> upcasters) {

  public Kind {
    upcasters = List.copyOf(upcasters);
    if (upcasters.size() != version - 1) {
      throw new IllegalArgumentException(
          "Kind %s is at version %d and needs %d upcasters, has %d"
              .formatted(name, version, version - 1, upcasters.size()));
    }
  }

  public static <N extends Node, S extends NodeState> Kind<N, S> first(
      String name, Class<N> node, Class<S> state) {
    return new Kind<>(name, node, state, 1, List.of());
  }
}
