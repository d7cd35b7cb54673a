package dev.ionosphere.programs.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a line, each of which is taken once; what nobody takes is a fact. */
final class Fields {

  private static final int LONGEST_NAME = 200;
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,400}");

  private final Map<String, @Nullable Object> left;

  Fields(Map<String, @Nullable Object> line) {
    left = line;
  }

  /** What is wrong with a line. */
  static final class BadField extends Exception {
    private static final long serialVersionUID = 1L;

    BadField(String message) {
      super(message, null, false, false);
    }
  }

  Optional<String> text(String field) throws BadField {
    Object value = left.remove(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw new BadField("'%s' is no text".formatted(field));
  }

  /** A text that things are told apart by. */
  String name(String field) throws BadField {
    String name = text(field).orElse("");
    if (name.isBlank()) {
      throw new BadField("'%s' is missing".formatted(field));
    }
    if (name.length() > LONGEST_NAME) {
      throw new BadField("'%s' is longer than %d letters".formatted(field, LONGEST_NAME));
    }
    return name;
  }

  boolean truth(String field) throws BadField {
    if (left.remove(field) instanceof Boolean truth) {
      return truth;
    }
    throw new BadField("'%s' is neither true nor false".formatted(field));
  }

  double number(String field) throws BadField {
    OptionalDouble number = perhapsNumber(field);
    if (number.isEmpty()) {
      throw new BadField("'%s' is missing".formatted(field));
    }
    return number.getAsDouble();
  }

  /** What is no number is none: no message is lost for it. */
  OptionalDouble numberIfAny(String field) {
    try {
      return perhapsNumber(field);
    } catch (BadField other) {
      return OptionalDouble.empty();
    }
  }

  OptionalDouble perhapsNumber(String field) throws BadField {
    Object value = left.remove(field);
    return switch (value) {
      case null -> OptionalDouble.empty();
      case Number number -> OptionalDouble.of(number.doubleValue());
      case String text -> OptionalDouble.of(number(field, text));
      default -> throw noNumber(field);
    };
  }

  /** Numbers that JSON has none for, and whole ones that are too great for one. */
  private static double number(String field, String text) throws BadField {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        double value = WHOLE.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
          throw noNumber(field);
        }
        yield value;
      }
    };
  }

  OptionalLong whole(String field) throws BadField {
    Object value = left.remove(field);
    return switch (value) {
      case null -> OptionalLong.empty();
      case Long number -> OptionalLong.of(number);
      case Double number when number == Math.rint(number) && Math.abs(number) < 1L << 53 ->
          OptionalLong.of(number.longValue());
      case String text when WHOLE.matcher(text).matches() -> OptionalLong.of(whole(field, text));
      default -> throw new BadField("'%s' is no whole number".formatted(field));
    };
  }

  private static long whole(String field, String text) throws BadField {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException tooGreat) {
      throw new BadField("'%s' is greater than 64 bits".formatted(field));
    }
  }

  private static BadField noNumber(String field) {
    return new BadField("'%s' is no number".formatted(field));
  }

  /** What is under {@code facts}, and whatever else there is. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    if (left.remove("facts") instanceof Map<?, ?> named) {
      named.forEach((name, value) -> put(facts, String.valueOf(name), value));
    }
    left.forEach((name, value) -> put(facts, name, value));
    return facts;
  }

  /** Whatever nobody took, as it stands. */
  Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    left.forEach((name, value) -> put(all, name, value));
    return all;
  }

  private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value);
    }
  }
}
