package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Need;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Node;
import java.util.Map;
import java.util.TreeMap;

/** The components that an ION's nodes run. */
public final class UsedComponents {

  private UsedComponents() {}

  /** References by the name of the node. */
  public static Map<String, String> of(Ion ion) {
    Map<String, String> used = new TreeMap<>();
    for (Node node : ion.nodes().values()) {
      for (Need need : NodeFormats.needs(node)) {
        if (need instanceof Need.Component(String field, String reference)) {
          used.put(node.name(), reference);
        }
      }
    }
    return used;
  }
}
