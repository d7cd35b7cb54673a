package dev.ionosphere.workflows.machine.token;

import dev.ionosphere.workflows.machine.ordered.OrderedMap;
import java.util.List;
import java.util.Map;

/**
 * Everything on its way in an ION.
 *
 * @param held tokens that a pause keeps at the start of their edge, oldest first
 * @param slots by node, what waits at its join
 * @param closed by node and origin, the newest candidate that was joined or refused there
 */
public record Traffic(
    List<Token> held, Map<String, List<Token>> slots, Map<String, Map<String, Long>> closed) {

  public static final Traffic NONE = new Traffic(List.of(), Map.of(), Map.of());

  public Traffic {
    held = List.copyOf(held);
    slots = OrderedMap.copyOf(slots);
    closed = OrderedMap.copyOf(closed);
  }
}
