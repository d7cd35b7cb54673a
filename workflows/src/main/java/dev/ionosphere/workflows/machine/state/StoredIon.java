package dev.ionosphere.workflows.machine.state;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An ION's state as it is stored: the only argument of its workflow.
 *
 * @param schema of this envelope
 * @param parts by name; a part called {@code node:<name>} is the state of a node
 */
public record StoredIon(int schema, Map<String, StoredPart> parts) {

  public static final int SCHEMA = 2;

  public StoredIon {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * @param kind of a node's state; of other parts the part's own name
   * @param version of the part's fields
   * @param data JSON: maps, lists, texts, numbers, truth values
   */
  public record StoredPart(String kind, int version, Object data) {}
}
