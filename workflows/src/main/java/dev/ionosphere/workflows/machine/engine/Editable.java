package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.machine.ordered.OrderedMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A map of the state during one step. What the state before it has stays as it is. */
final class Editable<V> {

  private OrderedMap<String, V> map;

  Editable(Map<String, V> before) {
    map = OrderedMap.copyOf(before);
  }

  Map<String, V> read() {
    return map;
  }

  @Nullable V get(String key) {
    return map.get(key);
  }

  V get(String key, V absent) {
    V known = map.get(key);
    return known == null ? absent : known;
  }

  void put(String key, V value) {
    if (map.get(key) != value) {
      map = map.with(key, value);
    }
  }

  void remove(String key) {
    map = map.without(key);
  }

  void keep(BiPredicate<String, V> kept) {
    map = map.where(kept);
  }

  void clear() {
    keep((key, value) -> false);
  }
}
