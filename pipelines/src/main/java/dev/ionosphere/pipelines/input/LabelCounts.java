package dev.ionosphere.pipelines.input;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * How many rows have which label. Beyond one more than is allowed they are no longer told apart.
 */
final class LabelCounts implements Serializable {

  private static final long serialVersionUID = 1;

  private final HashMap<String, Long> rows = new HashMap<>();
  private boolean tooMany;

  /** Counts rows with a label. */
  void add(String label, long count) {
    if (rows.size() <= Labels.MOST || rows.containsKey(label)) {
      rows.merge(label, count, Long::sum);
    }
    tooMany = rows.size() > Labels.MOST;
  }

  void addAll(LabelCounts other) {
    other.rows.forEach(this::add);
  }

  /** Whether there are more labels than are allowed. */
  boolean tooMany() {
    return tooMany;
  }

  Map<String, Long> rows() {
    return Map.copyOf(rows);
  }
}
