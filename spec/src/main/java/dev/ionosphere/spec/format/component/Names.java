package dev.ionosphere.spec.format.component;

import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.format.Tree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The named things of a manifest: arguments, inputs, outputs. */
final class Names {

  static final int MOST = 200;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

  private static final String ALLOWED = "1 to 64 letters, digits, '_', '.' and '-', a letter first";

  private Names() {}

  /** Each with its fields. Those that would be one variable of the environment are refused. */
  static Map<String, Fields> of(Fields fields) {
    Map<String, Fields> named = new LinkedHashMap<>();
    Map<String, String> variables = new HashMap<>();
    Map<String, Tree.Entry> entries = fields.entries();
    if (entries.size() > MOST) {
      fields
          .findings()
          .refused(fields.at(), fields.path(), entries.size() + " names", "at most " + MOST);
    }
    entries.forEach((name, entry) -> {
      String path = fields.pathOf(name);
      if (!NAME.matcher(name).matches()) {
        fields.findings().refused(entry.keyAt(), path, Quoted.of(name), ALLOWED);
      }
      String taken = variables.putIfAbsent(variable(name), name);
      if (taken != null) {
        fields
            .findings()
            .refused(
                entry.keyAt(),
                path,
                Quoted.of(name),
                "another name: '%s' becomes the variable %s as well"
                    .formatted(taken, variable(name)));
      }
      if (entry.value() instanceof Tree.Mapping mapping) {
        named.put(name, new Fields(mapping, path, fields.findings()));
      } else {
        fields
            .findings()
            .refused(entry.value().at(), path, entry.value().describe(), "a map of fields");
      }
    });
    return named;
  }

  /** The part of an environment variable that stands for it. */
  static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
