package dev.ionosphere.spec.format.component;

import dev.ionosphere.spec.component.Input;
import dev.ionosphere.spec.format.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Inputs, as a manifest declares them. */
final class InputText {

  private static final List<String> KINDS = List.of("dataset", "model");

  private InputText() {}

  static Map<String, Input> all(Fields fields) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    Names.of(fields)
        .forEach((name, one) -> {
          Input.Kind kind =
              Input.Kind.valueOf(one.choice("kind", "dataset", KINDS).toUpperCase(Locale.ROOT));
          boolean optional = one.flag("optional", false);
          one.finish();
          inputs.put(name, new Input(name, kind, optional));
        });
    return inputs;
  }
}
