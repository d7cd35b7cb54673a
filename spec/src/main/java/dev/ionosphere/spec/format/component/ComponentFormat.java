package dev.ionosphere.spec.format.component;

import dev.ionosphere.spec.component.Argument;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.ComponentReference;
import dev.ionosphere.spec.component.Convention;
import dev.ionosphere.spec.component.Environment;
import dev.ionosphere.spec.component.Input;
import dev.ionosphere.spec.component.MetricPattern;
import dev.ionosphere.spec.component.Output;
import dev.ionosphere.spec.component.Program;
import dev.ionosphere.spec.component.Resources;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.format.ScalarType;
import dev.ionosphere.spec.format.Tree;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The manifest of a component. */
public final class ComponentFormat {

  public static final String API_VERSION = "ionosphere.dev/v1";
  public static final String KIND = "Component";

  private ComponentFormat() {}

  /** Not to be used if the findings hold errors afterwards. */
  public static Component read(Fields root) {
    constant(root, "apiVersion", API_VERSION);
    constant(root, "kind", KIND);
    Fields metadata = root.needMap("metadata");
    String name =
        named(metadata, "name", ComponentReference::isName, ComponentReference.NAME_ALLOWED);
    String version =
        named(
            metadata, "version", ComponentReference::isVersion, ComponentReference.VERSION_ALLOWED);
    String about = metadata.text("about", "", "a sentence for people");
    metadata.finish();

    Map<String, Argument> arguments = ArgumentText.all(root.map("arguments"));
    Map<String, Input> inputs = InputText.all(root.map("inputs"));
    Map<String, Output> outputs = OutputText.all(root.map("outputs"), inputs);
    Program program = ProgramText.read(root, new ProgramText.Names(arguments, inputs, outputs));
    Environment environment = EnvironmentText.read(root.map("environment"));
    Resources resources = ResourcesText.read(root.map("resources"));
    List<MetricPattern> metrics = MetricText.all(root);
    Set<Convention> compat = conventions(root);
    root.finish();
    return new Component(
        name,
        version,
        about,
        program,
        arguments,
        inputs,
        outputs,
        environment,
        resources,
        metrics,
        compat);
  }

  private static void constant(Fields root, String field, String value) {
    String got = root.needText(field, value);
    if (!got.isEmpty() && !got.equals(value)) {
      root.findings().unknown(root.at(field), field, field, got, List.of(value));
    }
  }

  /** Text, which in YAML looks like a number where somebody writes {@code version: 1.4}. */
  private static String named(Fields fields, String field, Predicate<String> fits, String allowed) {
    String text = fields.needText(field, allowed);
    if (!text.isEmpty() && !fits.test(text)) {
      fields.findings().refused(fields.at(field), fields.pathOf(field), Quoted.of(text), allowed);
    }
    return text;
  }

  private static Set<Convention> conventions(Fields root) {
    Set<Convention> found = EnumSet.noneOf(Convention.class);
    int place = 0;
    for (Tree item : root.list("compat").orElse(List.of())) {
      String path = "compat[" + place++ + "]";
      String word =
          item instanceof Tree.Scalar scalar && scalar.type() == ScalarType.TEXT
              ? scalar.text()
              : "";
      int known = Convention.WORDS.indexOf(word);
      if (known < 0) {
        root.findings().unknown(item.at(), path, "convention", word, Convention.WORDS);
      } else {
        found.add(Convention.values()[known]);
      }
    }
    return found;
  }
}
