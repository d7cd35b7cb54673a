package dev.ionosphere.spec.format.component;

import dev.ionosphere.spec.component.Argument;
import dev.ionosphere.spec.component.ArgumentType;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.format.ScalarType;
import dev.ionosphere.spec.format.Tree;
import dev.ionosphere.spec.format.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Arguments, as a manifest declares them. */
final class ArgumentText {

  private static final List<String> SINGLE = List.of("int", "float", "string", "bool", "scalar");
  private static final List<String> TYPES =
      List.of("int", "float", "string", "bool", "scalar", "files", "list");
  private static final List<String> STYLES = List.of("flag", "value", "negatable");

  private ArgumentText() {}

  static Map<String, Argument> all(Fields fields) {
    Map<String, Argument> arguments = new LinkedHashMap<>();
    Names.of(fields).forEach((name, one) -> arguments.put(name, argument(name, one)));
    return arguments;
  }

  private static Argument argument(String name, Fields fields) {
    String word = fields.needText("type", String.join(", ", TYPES));
    if (!word.isEmpty() && !TYPES.contains(word)) {
      fields.findings().unknown(fields.at("type"), fields.pathOf("type"), "type", word, TYPES);
    }
    ArgumentType type =
        switch (word) {
          case "list" ->
              new ArgumentType.Many(single(fields.choice("of", "string", SINGLE), fields));
          case "files" -> new ArgumentType.Files();
          default -> single(word, fields);
        };
    Argument.Style style =
        type instanceof ArgumentType.Flag
            ? Argument.Style.valueOf(
                fields.choice("style", "flag", STYLES).toUpperCase(Locale.ROOT))
            : Argument.Style.VALUE;
    boolean optional = fields.flag("optional", false);
    Optional<Object> otherwise = otherwise(fields, type);
    if (optional && otherwise.isPresent()) {
      fields
          .findings()
          .refused(
              fields.keyAt("optional"),
              fields.pathOf("optional"),
              "an optional argument with a default",
              "one of the two: with a default it is never absent");
    }
    String about = fields.text("about", "", "a sentence for people");
    fields.finish();
    return new Argument(name, type, otherwise, optional, style, about);
  }

  private static ArgumentType single(String word, Fields fields) {
    return switch (word) {
      case "int" -> whole(fields);
      case "float" -> real(fields);
      case "bool" -> new ArgumentType.Flag();
      case "scalar" -> new ArgumentType.Scalar();
      default -> new ArgumentType.Text(words(fields));
    };
  }

  private static ArgumentType whole(Fields fields) {
    long least = whole(fields, "min", Long.MIN_VALUE);
    long most = whole(fields, "max", Long.MAX_VALUE);
    ordered(fields, least <= most);
    return new ArgumentType.Whole(least, most);
  }

  private static long whole(Fields fields, String name, long otherwise) {
    return fields
        .take(name)
        .map(value -> {
          if (value instanceof Tree.Scalar scalar
              && scalar.type() == ScalarType.INTEGER
              && scalar.text().length() <= 18) {
            return Long.parseLong(scalar.text());
          }
          fields.refused(name, value, "a whole number of at most 18 digits");
          return otherwise;
        })
        .orElse(otherwise);
  }

  private static ArgumentType real(Fields fields) {
    boolean open = fields.has("above");
    double least = open ? real(fields, "above", 0) : real(fields, "min", Double.NEGATIVE_INFINITY);
    double most = real(fields, "max", Double.POSITIVE_INFINITY);
    ordered(fields, open ? least < most : least <= most);
    return new ArgumentType.Real(least, most, open);
  }

  private static double real(Fields fields, String name, double otherwise) {
    return fields
        .take(name)
        .map(value -> {
          Optional<Double> number =
              value instanceof Tree.Scalar scalar ? scalar.number() : Optional.empty();
          if (number.isEmpty()) {
            fields.refused(name, value, "a number");
          }
          return number.orElse(otherwise);
        })
        .orElse(otherwise);
  }

  private static void ordered(Fields fields, boolean ordered) {
    if (!ordered) {
      fields.findings().error(fields.at(), fields.path(), "no value is allowed: min is over max");
    }
  }

  private static List<String> words(Fields fields) {
    List<String> words = new ArrayList<>();
    for (Tree item : fields.list("allowed").orElse(List.of())) {
      if (item instanceof Tree.Scalar scalar && scalar.type() == ScalarType.TEXT) {
        words.add(scalar.text());
      } else {
        fields.refused("allowed", item, "text, in quotes if it looks like something else");
      }
    }
    return words;
  }

  private static Optional<Object> otherwise(Fields fields, ArgumentType type) {
    return fields
        .take("default")
        .flatMap(tree -> {
          Object value = Value.of(tree, fields.pathOf("default"), fields.findings());
          if (type.allows(value)) {
            return Optional.of(value);
          }
          fields
              .findings()
              .refused(
                  tree.at(),
                  fields.pathOf("default"),
                  tree instanceof Tree.Scalar ? tree.describe() : Quoted.bare(value.toString()),
                  type.allowed());
          return Optional.empty();
        });
  }
}
