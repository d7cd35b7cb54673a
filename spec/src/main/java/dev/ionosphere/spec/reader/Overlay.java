package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.ScalarType;
import dev.ionosphere.spec.format.Tree;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lays one document over another: maps merge, everything else replaces, nothing removes. */
final class Overlay {

  private Overlay() {}

  static Tree merged(Tree pattern, Tree overlay) {
    if (!(overlay instanceof Tree.Mapping above)) {
      return overlay;
    }
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    if (pattern instanceof Tree.Mapping below) {
      entries.putAll(below.entries());
    }
    above
        .entries()
        .forEach((name, entry) -> {
          if (isNothing(entry.value())) {
            entries.remove(name);
            return;
          }
          Tree.Entry old = entries.get(name);
          Tree under = old == null ? new Tree.Mapping(entry.keyAt(), Map.of()) : old.value();
          entries.put(name, new Tree.Entry(entry.keyAt(), merged(under, entry.value())));
        });
    Position at = pattern instanceof Tree.Mapping below ? below.at() : above.at();
    return new Tree.Mapping(at, entries);
  }

  private static boolean isNothing(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.type() == ScalarType.NOTHING;
  }
}
