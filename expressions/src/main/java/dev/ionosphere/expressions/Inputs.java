package dev.ionosphere.expressions;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values as the library wants them, or why they are none. */
final class Inputs {
  private static final int LONGEST = 300;

  private Inputs() {}

  /** The value at a path; null if there is none. */
  static @Nullable Object at(Map<String, ?> inputs, List<String> path) {
    @Nullable Object value = inputs;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }

  /** Why a value cannot be judged: missing, empty, not finite, or of another type. */
  static Optional<String> unfit(String name, @Nullable Object value, Type type) {
    if (value == null) {
      return Optional.of("'%s' is missing".formatted(name));
    }
    return switch (type) {
      case Type.Number number -> {
        if (!(value instanceof java.lang.Number given)) {
          yield mistyped(name, value, "a number");
        }
        yield Double.isFinite(given.doubleValue())
            ? Optional.empty()
            : Optional.of("'%s' is %s, no finite number".formatted(name, value));
      }
      case Type.Bool bool ->
          value instanceof Boolean ? Optional.empty() : mistyped(name, value, "true or false");
      case Type.Text text ->
          value instanceof String ? Optional.empty() : mistyped(name, value, "a text");
      case Type.Mapping mapping -> {
        if (!(value instanceof Map<?, ?> map)) {
          yield mistyped(name, value, "a map");
        }
        yield map.isEmpty()
            ? Optional.of("'%s' is empty".formatted(name))
            : first(
                map.entrySet().stream()
                    .map(entry ->
                        unfit(name + "." + entry.getKey(), entry.getValue(), mapping.values()))
                    .toList());
      }
      case Type.Fields fields ->
          value instanceof Map<?, ?> map
              ? first(
                  fields.types().entrySet().stream()
                      .map(field ->
                          unfit(
                              name + "." + field.getKey(),
                              map.get(field.getKey()),
                              field.getValue()))
                      .toList())
              : mistyped(name, value, "a map");
    };
  }

  private static Optional<String> first(Collection<Optional<String>> reasons) {
    return reasons.stream().flatMap(Optional::stream).sorted().findFirst();
  }

  private static Optional<String> mistyped(String name, Object value, String allowed) {
    return Optional.of(
        "'%s' is a %s, allowed is %s".formatted(name, value.getClass().getSimpleName(), allowed));
  }

  /** For people; a map at most {@value #LONGEST} characters of it. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "missing";
      case Double number when !Double.isFinite(number) -> number.toString();
      case String text -> text;
      default -> {
        String json = CanonicalJson.text(value);
        yield json.length() <= LONGEST ? json : json.substring(0, LONGEST) + "…";
      }
    };
  }

  /** Numbers as doubles; what is missing is left out. */
  static Object widened(Object value) {
    return switch (value) {
      case java.lang.Number number -> number.doubleValue();
      case Map<?, ?> map -> {
        Map<String, Object> widened = new LinkedHashMap<>();
        map.forEach((name, part) -> {
          if (part != null) {
            widened.put(String.valueOf(name), widened(part));
          }
        });
        yield widened;
      }
      default -> value;
    };
  }
}
