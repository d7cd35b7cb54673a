package dev.ionosphere.edge.store;

import java.util.regex.Pattern;

/** An inference node of an ION. Its names become directory names, so they are held to a pattern. */
public record NodeKey(String ion, String node) {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  public NodeKey {
    check("ion", ion);
    check("node", node);
  }

  private static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s: got '%s', allowed are up to 63 letters, digits, '.', '_', '-'"
              .formatted(what, name));
    }
  }

  @Override
  public String toString() {
    return ion + "." + node;
  }
}
