package dev.ionosphere.spec.component;

import java.util.Optional;

/**
 * An argument of a component.
 *
 * @param otherwise what it is if a document does not give it
 * @param optional whether it may be absent without that
 * @param style how a command line tells a flag
 * @param about for people; may be empty
 */
public record Argument(
    String name,
    ArgumentType type,
    Optional<Object> otherwise,
    boolean optional,
    Style style,
    String about) {

  /** How a flag is told: by its name alone, by a value, by its name or {@code no-} and its name. */
  public enum Style {
    FLAG,
    VALUE,
    NEGATABLE
  }

  /** Whether a document must give it. */
  public boolean required() {
    return otherwise.isEmpty() && !optional;
  }
}
