package dev.ionosphere.spec.format.training;

import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Input;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.ScalarType;
import dev.ionosphere.spec.format.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a component reads: files of the data root. */
final class InputsText {

  private static final String ALLOWED = "a path below the data root, or a list of them";

  private InputsText() {}

  static Map<String, List<String>> read(Fields fields) {
    Map<String, List<String>> inputs = new LinkedHashMap<>();
    fields
        .entries()
        .forEach((name, entry) -> {
          List<Tree> items =
              entry.value() instanceof Tree.Sequence sequence
                  ? sequence.items()
                  : List.of(entry.value());
          List<String> paths = new ArrayList<>();
          for (Tree item : items) {
            if (item instanceof Tree.Scalar scalar
                && scalar.type() == ScalarType.TEXT
                && !scalar.text().isBlank()) {
              paths.add(scalar.text());
            } else {
              fields.refused(name, item, ALLOWED);
            }
          }
          if (items.isEmpty()) {
            fields.refused(name, entry.value(), ALLOWED);
          }
          inputs.put(name, paths);
        });
    return inputs;
  }

  /** Says which inputs the component does not have, and which it lacks. */
  static void check(Component component, Fields fields) {
    Map<String, Tree.Entry> entries = fields.entries();
    entries.forEach((name, entry) -> {
      if (!component.inputs().containsKey(name)) {
        fields
            .findings()
            .unknown(
                entry.keyAt(), fields.pathOf(name), "input", name, component.inputs().keySet());
      }
    });
    for (Input input : component.inputs().values()) {
      if (!input.optional() && !entries.containsKey(input.name())) {
        fields
            .findings()
            .error(
                fields.at(),
                fields.path(),
                "the input '%s' of %s is missing: %s"
                    .formatted(input.name(), component.name(), ALLOWED));
      }
    }
  }
}
