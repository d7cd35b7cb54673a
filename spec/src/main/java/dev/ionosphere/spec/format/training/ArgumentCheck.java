package dev.ionosphere.spec.format.training;

import dev.ionosphere.spec.component.Argument;
import dev.ionosphere.spec.component.ArgumentType;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a component takes the arguments that it is given. */
final class ArgumentCheck {

  private final Component component;
  private final Fields fields;

  private ArgumentCheck(Component component, Fields fields) {
    this.component = component;
    this.fields = fields;
  }

  /**
   * Says what is wrong with them.
   *
   * @param values of the fields, as they were read
   */
  static void check(Component component, Fields fields, Map<String, Object> values) {
    ArgumentCheck check = new ArgumentCheck(component, fields);
    values.forEach(check::given);
    component.arguments().values().stream()
        .filter(argument -> argument.required() && !values.containsKey(argument.name()))
        .forEach(check::missing);
  }

  private void missing(Argument argument) {
    fields
        .findings()
        .error(
            fields.at(),
            fields.path(),
            "the argument '%s' of %s is missing: %s"
                .formatted(argument.name(), component.name(), argument.type().allowed()));
  }

  private void given(String name, Object value) {
    Argument argument = component.arguments().get(name);
    if (argument == null) {
      fields
          .findings()
          .unknown(
              fields.keyAt(name),
              fields.pathOf(name),
              "argument",
              name,
              component.arguments().keySet());
      return;
    }
    if (!argument.type().allows(value)) {
      refused(name, argument.type(), value);
    }
  }

  private void refused(String name, ArgumentType type, Object value) {
    Tree tree = fields.take(name).orElseThrow();
    if (type instanceof ArgumentType.Many many
        && value instanceof List<?> list
        && tree instanceof Tree.Sequence sequence) {
      Optional<Integer> first = many.firstRefused(list);
      first.ifPresent(place ->
          refused(
              sequence.items().get(place),
              fields.pathOf(name) + "[" + place + "]",
              many.of().allowed()));
    } else {
      refused(tree, fields.pathOf(name), type.allowed());
    }
  }

  private void refused(Tree tree, String path, String allowed) {
    fields.findings().refused(tree.at(), path, tree.describe(), allowed);
  }
}
