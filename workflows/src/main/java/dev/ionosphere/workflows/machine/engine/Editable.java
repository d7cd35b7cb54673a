package dev.ionosphere.workflows.machine.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of the state during one step: copied when it is written to, and only then. */
final class Editable<V> {

  private Map<String, V> map;
  private boolean copied;

  Editable(Map<String, V> before) {
    map = before;
  }

  Map<String, V> read() {
    return map;
  }

  Map<String, V> write() {
    if (!copied) {
      map = new LinkedHashMap<>(map);
      copied = true;
    }
    return map;
  }
}
