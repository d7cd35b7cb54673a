package dev.ionosphere.api.problem;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What a body must have; for the constructors of the records that bodies are read into. */
public final class Required {

  /**
   * @throws IllegalArgumentException if it is absent or blank; the caller gets a 400
   */
  public static void text(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }

  /**
   * @throws IllegalArgumentException if it is absent or empty; the caller gets a 400
   */
  public static void some(String name, @Nullable Collection<?> values) {
    if (values == null || values.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }

  private Required() {}
}
