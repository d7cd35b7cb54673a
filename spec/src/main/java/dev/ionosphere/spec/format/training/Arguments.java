package dev.ionosphere.spec.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a component gets: text as {@code String}, whole numbers as {@code Long}, others as {@code
 * Double}, flags as {@code Boolean}, and lists and maps of these.
 */
final class Arguments {

  private static final int LONGEST_WHOLE_NUMBER = 18;

  private Arguments() {}

  static Map<String, Object> read(Fields fields) {
    return map(fields.entries(), fields.path(), fields.findings());
  }

  private static Map<String, Object> map(
      Map<String, Tree.Entry> entries, String path, Findings findings) {
    Map<String, Object> map = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> map.put(name, value(entry.value(), path + "." + name, findings)));
    return map;
  }

  private static Object value(Tree tree, String path, Findings findings) {
    return switch (tree) {
      case Tree.Mapping mapping -> map(mapping.entries(), path, findings);
      case Tree.Sequence sequence -> list(sequence, path, findings);
      case Tree.Scalar scalar -> scalar(scalar, path, findings);
    };
  }

  private static List<Object> list(Tree.Sequence sequence, String path, Findings findings) {
    List<Object> list = new ArrayList<>();
    for (Tree item : sequence.items()) {
      list.add(value(item, path + "[" + list.size() + "]", findings));
    }
    return list;
  }

  private static Object scalar(Tree.Scalar scalar, String path, Findings findings) {
    return switch (scalar.type()) {
      case TEXT -> scalar.text();
      case FLAG -> Boolean.parseBoolean(scalar.text());
      case INTEGER -> {
        if (scalar.text().length() > LONGEST_WHOLE_NUMBER) {
          findings.refused(
              scalar.at(), path, scalar.describe(), "a whole number of at most 18 digits");
          yield 0L;
        }
        yield Long.parseLong(scalar.text());
      }
      case DECIMAL ->
          scalar
              .number()
              .orElseGet(() -> {
                findings.refused(scalar.at(), path, scalar.describe(), "a finite number");
                return 0.0;
              });
      case NOTHING -> {
        findings.refused(scalar.at(), path, scalar.describe(), "a value");
        yield "";
      }
    };
  }
}
