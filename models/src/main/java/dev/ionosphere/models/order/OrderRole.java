package dev.ionosphere.models.order;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Locale;

/** What a key may sign. */
public enum OrderRole {
  /** The next root. */
  ROOT,
  /** That a model was released to a node. */
  RELEASE,
  /** Assignments, the end of a device, the time, sessions. */
  DIRECTOR,
  /** Model packages. */
  MODEL;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param path what the text is, for messages
   * @throws ModelFormatException if it is none
   */
  public static OrderRole of(String path, String text) {
    for (OrderRole role : values()) {
      if (role.text().equals(text)) {
        return role;
      }
    }
    throw new ModelFormatException(path, text, "root, release, director, model");
  }
}
