package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.json.JsonTree;
import dev.ionosphere.workflows.machine.engine.Behaviours;
import dev.ionosphere.workflows.machine.node.Kind;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.state.IonState;
import dev.ionosphere.workflows.machine.state.Parts;
import dev.ionosphere.workflows.machine.state.Parts.Part;
import dev.ionosphere.workflows.machine.state.StoredIon;
import dev.ionosphere.workflows.machine.state.StoredIon.StoredPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Between an ION's state and what is stored of it. Parts of an older version are brought up to
 * date, step by step, before they are read; one of a newer version is not read at all.
 */
public final class StateCodec {

  private static final String NODE = "node:";

  public static StoredIon encode(IonState state) {
    Map<String, StoredPart> parts = new LinkedHashMap<>();
    put(parts, Parts.LIFE, new Parts.Life(state.rules(), state.status(), state.identity()));
    put(parts, Parts.DOCUMENT, state.document());
    put(parts, Parts.COUNTERS, new Parts.Counters(state.numbers()));
    put(parts, Parts.TRAFFIC, state.traffic());
    put(parts, Parts.EDGES, new Parts.Edges(state.edges()));
    put(parts, Parts.DEDUP, state.dedup());
    put(parts, Parts.POLICY, state.policy());
    put(parts, Parts.LEDGER, state.ledger());
    state
        .nodes()
        .forEach((name, node) -> {
          Kind<?, ?> kind = kindOf(node);
          parts.put(NODE + name, new StoredPart(kind.name(), kind.version(), JsonTree.of(node)));
        });
    return new StoredIon(StoredIon.SCHEMA, parts);
  }

  /**
   * @throws IllegalStateException if it was written by a newer version of this program
   */
  public static IonState decode(StoredIon stored) {
    if (stored.schema() != StoredIon.SCHEMA) {
      throw new IllegalStateException(
          "The ION's state has schema %d, this program reads %d"
              .formatted(stored.schema(), StoredIon.SCHEMA));
    }
    Parts.Life life = get(stored, Parts.LIFE);
    Map<String, NodeState> nodes = new LinkedHashMap<>();
    stored
        .parts()
        .forEach((name, part) -> {
          if (name.startsWith(NODE)) {
            nodes.put(name.substring(NODE.length()), node(name, part));
          }
        });
    return new IonState(
        life.rules(),
        life.identity(),
        get(stored, Parts.DOCUMENT),
        life.status(),
        get(stored, Parts.COUNTERS).numbers(),
        nodes,
        get(stored, Parts.TRAFFIC),
        get(stored, Parts.EDGES).edges(),
        get(stored, Parts.DEDUP),
        get(stored, Parts.POLICY),
        get(stored, Parts.LEDGER));
  }

  private static <T> void put(Map<String, StoredPart> parts, Part<T> part, T value) {
    parts.put(part.name(), new StoredPart(part.name(), part.version(), JsonTree.of(value)));
  }

  private static <T> T get(StoredIon stored, Part<T> part) {
    StoredPart found = stored.parts().get(part.name());
    if (found == null) {
      throw new IllegalStateException("The ION's state has no part " + part.name());
    }
    return JsonTree.to(part.type(), upcast(part.name(), found, part.upcasters()));
  }

  private static NodeState node(String name, StoredPart part) {
    Kind<?, ?> kind =
        Behaviours.kinds().stream()
            .filter(known -> known.name().equals(part.kind()))
            .findFirst()
            .orElseThrow(() ->
                new IllegalStateException(
                    "The ION's state has %s of kind %s, which this program does not know"
                        .formatted(name, part.kind())));
    return JsonTree.to(kind.state(), upcast(name, part, kind.upcasters()));
  }

  private static Kind<?, ?> kindOf(NodeState state) {
    return Behaviours.kinds().stream()
        .filter(kind -> kind.state().isInstance(state))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked") // A part is a JSON object.
  static Object upcast(
      String name, StoredPart part, List<UnaryOperator<Map<String, Object>>> upcasters) {
    int known = upcasters.size() + 1;
    if (part.version() > known) {
      throw new IllegalStateException(
          "The ION's state has %s in version %d, this program reads up to %d"
              .formatted(name, part.version(), known));
    }
    Map<String, Object> data = (Map<String, Object>) part.data();
    for (int version = part.version(); version < known; version++) {
      data = upcasters.get(version - 1).apply(data);
    }
    return data;
  }

  private StateCodec() {}
}
