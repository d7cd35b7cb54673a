package dev.ionosphere.spec.format;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.format.FormatException;
import dev.ionosphere.data.format.FormatFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the rows of a document's data are written: {@code spec.format}. */
public final class FormatText {

  private static final String NAME = "format";

  /** The usual one where none is stated, or a wrong one, which has a finding. */
  public static Format read(Fields spec) {
    Optional<Tree> stated = spec.take(NAME);
    if (stated.isEmpty()) {
      return Format.DEFAULT;
    }
    if (!(stated.get() instanceof Tree.Mapping mapping)) {
      spec.refused(NAME, stated.get(), "a map with csv or jsonLines");
      return Format.DEFAULT;
    }
    try {
      return FormatFields.of(plain(mapping));
    } catch (FormatException e) {
      spec.findings()
          .refused(
              at(mapping, List.of(e.path().split("\\."))),
              spec.pathOf(NAME) + "." + e.path(),
              e.got(),
              e.allowed());
      return Format.DEFAULT;
    }
  }

  /** As it is stated; empty if it is as usual. */
  public static Map<String, Object> write(Format format) {
    return FormatFields.of(format);
  }

  /** The place of the innermost field that is there. */
  private static Position at(Tree tree, List<String> path) {
    Tree.Entry entry =
        path.isEmpty() || !(tree instanceof Tree.Mapping mapping)
            ? null
            : mapping.entries().get(path.getFirst());
    return entry == null ? tree.at() : at(entry.value(), path.subList(1, path.size()));
  }

  private static Map<String, Object> plain(Tree.Mapping mapping) {
    Map<String, Object> map = new LinkedHashMap<>();
    mapping.entries().forEach((name, entry) -> map.put(name, plain(entry.value())));
    return map;
  }

  /** Numbers as they are written, too: of a spelling each letter counts. */
  private static Object plain(Tree tree) {
    return switch (tree) {
      case Tree.Scalar scalar -> scalar.text();
      case Tree.Sequence sequence -> sequence.items().stream().map(FormatText::plain).toList();
      case Tree.Mapping mapping -> plain(mapping);
    };
  }

  private FormatText() {}
}
