package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.ScalarType;
import dev.ionosphere.spec.format.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;

/** A map or list whose end has not come yet. */
final class OpenCollection {

  private final Position at;
  private final boolean mapping;
  private final Optional<Anchor> anchor;
  private final Map<String, Tree.Entry> entries = new LinkedHashMap<>();
  private final List<Tree> items = new ArrayList<>();
  private @Nullable Tree key;
  private int values = 1;
  private int height = 1;

  OpenCollection(Position at, boolean mapping, Optional<Anchor> anchor) {
    this.at = at;
    this.mapping = mapping;
    this.anchor = anchor;
  }

  Position at() {
    return at;
  }

  Optional<Anchor> anchor() {
    return anchor;
  }

  /** The part of a path that leads to what is being read: a field's name or an index. */
  String step() {
    if (!mapping) {
      return "[" + items.size() + "]";
    }
    return key instanceof Tree.Scalar scalar ? "." + scalar.text() : "";
  }

  /** Whether what comes next is the name of a field. */
  boolean expectsName() {
    return mapping && key == null;
  }

  Built built() {
    Tree tree = mapping ? new Tree.Mapping(at, entries) : new Tree.Sequence(at, items);
    return new Built(tree, values, height);
  }

  /** Takes the next item of a list, or the next key or value of a map in turn. */
  void add(Built part, Supplier<String> path, Findings findings) {
    values += part.values();
    height = Math.max(height, part.height() + 1);
    if (!mapping) {
      items.add(part.tree());
    } else if (key == null) {
      key = part.tree();
    } else {
      entry(key, part.tree(), path, findings);
      key = null;
    }
  }

  private void entry(Tree name, Tree value, Supplier<String> path, Findings findings) {
    if (!(name instanceof Tree.Scalar scalar) || scalar.type() == ScalarType.NOTHING) {
      findings.refused(
          name.at(),
          path.get(),
          name.describe() + " as the name of a field",
          "a plain name such as nodes");
      return;
    }
    if (scalar.plain() && scalar.text().equals("<<")) {
      findings.error(
          name.at(),
          path.get(),
          "the merge key << is not of YAML 1.2; allowed: the fields written out, or \"<<\" in quotes for a field of that name");
      return;
    }
    Tree.Entry first = entries.putIfAbsent(scalar.text(), new Tree.Entry(name.at(), value));
    if (first != null) {
      findings.error(
          name.at(),
          path.get(),
          "given twice; the first is at %d:%d"
              .formatted(first.keyAt().line(), first.keyAt().column()));
    }
  }

  /**
   * A finished value.
   *
   * @param values how many values it holds in all, itself counted
   * @param height how many levels of collections it has, itself counted
   */
  record Built(Tree tree, int values, int height) {}
}
