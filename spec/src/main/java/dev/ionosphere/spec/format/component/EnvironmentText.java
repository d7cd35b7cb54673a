package dev.ionosphere.spec.format.component;

import dev.ionosphere.spec.component.Environment;
import dev.ionosphere.spec.component.Environment.Runtime;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.format.RelativePath;
import dev.ionosphere.spec.format.ScalarType;
import dev.ionosphere.spec.format.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a process finds around it. */
final class EnvironmentText {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final String VARIABLE_ALLOWED =
      "a name of a variable: letters, digits and '_', none that begins with ION";
  private static final Pattern SECRET = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private EnvironmentText() {}

  static Environment read(Fields fields) {
    Runtime runtime = runtime(fields);
    Map<String, String> variables = new LinkedHashMap<>();
    Fields vars = fields.map("vars");
    List.copyOf(vars.entries().keySet())
        .forEach(name -> {
          check(vars, name);
          variables.put(name, vars.anyText(name, "text, in quotes if it looks like a number"));
        });
    List<String> inherited = inherited(fields);
    Map<String, String> secrets = new LinkedHashMap<>();
    Fields named = fields.map("secrets");
    List.copyOf(named.entries().keySet())
        .forEach(name -> {
          check(named, name);
          String secret = named.text(name, "", "the name of a secret");
          if (!secret.isEmpty() && !SECRET.matcher(secret).matches()) {
            named
                .findings()
                .refused(
                    named.at(name), named.pathOf(name), Quoted.of(secret), "the name of a secret");
          }
          secrets.put(name, secret);
        });
    fields.finish();
    return new Environment(runtime, variables, inherited, secrets);
  }

  private static Runtime runtime(Fields fields) {
    Optional<String> lock = RelativePath.read(fields, "python");
    String interpreter = fields.text("interpreter", "", "a path");
    if (lock.isPresent() && !interpreter.isEmpty()) {
      fields
          .findings()
          .refused(
              fields.keyAt("interpreter"),
              fields.pathOf("interpreter"),
              "python and interpreter",
              "one of the two");
    }
    return lock.<Runtime>map(Runtime.PythonLock::new)
        .orElseGet(() ->
            interpreter.isEmpty() ? new Runtime.Given() : new Runtime.Interpreter(interpreter));
  }

  private static List<String> inherited(Fields fields) {
    List<String> inherited = new ArrayList<>();
    for (Tree item : fields.list("inherit").orElse(List.of())) {
      if (item instanceof Tree.Scalar scalar
          && scalar.type() == ScalarType.TEXT
          && isFree(scalar.text())) {
        inherited.add(scalar.text());
      } else {
        fields.refused("inherit", item, VARIABLE_ALLOWED);
      }
    }
    return inherited;
  }

  private static void check(Fields fields, String name) {
    if (!isFree(name)) {
      fields
          .findings()
          .refused(fields.keyAt(name), fields.pathOf(name), Quoted.of(name), VARIABLE_ALLOWED);
    }
  }

  /** Ours are not a manifest's to set, nor the worker's to hand on. */
  private static boolean isFree(String name) {
    return VARIABLE.matcher(name).matches() && !name.startsWith("ION");
  }
}
