package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who did something: {@code person:<name>}, {@code device:<id>}, {@code schedule}, {@code drift},
 * {@code ion:<name>} or {@code system}.
 */
public record Actor(@JsonValue String text) {

  public static final Actor SYSTEM = new Actor("system");
  public static final Actor SCHEDULE = new Actor("schedule");

  private static final String PERSON = "person:";

  @JsonCreator
  public Actor {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("An actor needs a text, got none");
    }
  }

  /** Who a text from outside names; the system if it names nobody. */
  public static Actor of(@Nullable String text) {
    return text == null || text.isBlank() ? SYSTEM : new Actor(text);
  }

  public static Actor person(String name) {
    return new Actor(PERSON + name);
  }

  public static Actor device(String id) {
    return new Actor("device:" + id);
  }

  /** The name of the person, if it is one. */
  public Optional<String> person() {
    return text.startsWith(PERSON)
        ? Optional.of(text.substring(PERSON.length()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
