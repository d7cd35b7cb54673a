package dev.ionosphere.spec.component;

import java.util.List;
import java.util.Optional;

/**
 * What an argument may be. A value is as documents are read: text a {@code String}, a whole number
 * a {@code Long}, another one a {@code Double}, a flag a {@code Boolean}, a list a {@code List}.
 */
public sealed interface ArgumentType {

  /** As a manifest names it. */
  String name();

  /** Whether this may be its value. */
  boolean allows(Object value);

  /** What may be, for people, such as {@code a whole number from 2 to 1000}. */
  String allowed();

  /** A whole number; one such as {@code 8.0} is one. */
  record Whole(long least, long most) implements ArgumentType {
    @Override
    public String name() {
      return "int";
    }

    @Override
    public boolean allows(Object value) {
      return switch (value) {
        case Long number -> number >= least && number <= most;
        case Double number ->
            number == Math.rint(number)
                && Math.abs(number) < 1L << 53
                && number.longValue() >= least
                && number.longValue() <= most;
        default -> false;
      };
    }

    @Override
    public String allowed() {
      boolean below = least == Long.MIN_VALUE;
      boolean above = most == Long.MAX_VALUE;
      return "a whole number"
          + (below && above
              ? ""
              : above
                  ? " from " + least + " on"
                  : below ? " up to " + most : " from " + least + " to " + most);
    }
  }

  /**
   * A number.
   *
   * @param open whether {@code least} itself is too little
   */
  record Real(double least, double most, boolean open) implements ArgumentType {
    @Override
    public String name() {
      return "float";
    }

    @Override
    public boolean allows(Object value) {
      if (!(value instanceof Long || value instanceof Double)) {
        return false;
      }
      double number = ((Number) value).doubleValue();
      return (open ? number > least : number >= least) && number <= most;
    }

    @Override
    public String allowed() {
      StringBuilder text = new StringBuilder("a number");
      if (least != Double.NEGATIVE_INFINITY) {
        text.append(open ? " above " : " from ").append(Plain.of(least));
      }
      if (most != Double.POSITIVE_INFINITY) {
        text.append(open || least == Double.NEGATIVE_INFINITY ? " up to " : " to ")
            .append(Plain.of(most));
      }
      return text.toString();
    }
  }

  /**
   * Text.
   *
   * @param words the only ones; none: any text
   */
  record Text(List<String> words) implements ArgumentType {
    public Text {
      words = List.copyOf(words);
    }

    @Override
    public String name() {
      return "string";
    }

    @Override
    public boolean allows(Object value) {
      return value instanceof String text && (words.isEmpty() || words.contains(text));
    }

    @Override
    public String allowed() {
      return words.isEmpty() ? "text" : String.join(", ", words);
    }
  }

  /** True or false. */
  record Flag() implements ArgumentType {
    @Override
    public String name() {
      return "bool";
    }

    @Override
    public boolean allows(Object value) {
      return value instanceof Boolean;
    }

    @Override
    public String allowed() {
      return "true or false";
    }
  }

  /** Text, a number or a flag, taken as it is spelled. */
  record Scalar() implements ArgumentType {
    @Override
    public String name() {
      return "scalar";
    }

    @Override
    public boolean allows(Object value) {
      return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    @Override
    public String allowed() {
      return "text, a number or a flag";
    }
  }

  /** Files of the data root: a path, or a list of them; the last part may have wildcards. */
  record Files() implements ArgumentType {
    @Override
    public String name() {
      return "files";
    }

    @Override
    public boolean allows(Object value) {
      return isPath(value)
          || value instanceof List<?> list
              && !list.isEmpty()
              && list.stream().allMatch(Files::isPath);
    }

    private static boolean isPath(Object value) {
      return value instanceof String path && !path.isBlank();
    }

    @Override
    public String allowed() {
      return "a path below the data root, or a list of them";
    }
  }

  /** A list of values of one type. */
  record Many(ArgumentType of) implements ArgumentType {
    @Override
    public String name() {
      return "list";
    }

    @Override
    public boolean allows(Object value) {
      return value instanceof List<?> list && list.stream().allMatch(of::allows);
    }

    /** The first that may not be in it. */
    public Optional<Integer> firstRefused(List<?> values) {
      for (int i = 0; i < values.size(); i++) {
        if (!of.allows(values.get(i))) {
          return Optional.of(i);
        }
      }
      return Optional.empty();
    }

    @Override
    public String allowed() {
      return "a list, each item " + of.allowed();
    }
  }
}
