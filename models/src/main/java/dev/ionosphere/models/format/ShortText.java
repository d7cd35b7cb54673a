package dev.ionosphere.models.format;

import java.nio.charset.StandardCharsets;

/** Names that come from outside and are written, logged and shown again. */
public final class ShortText {

  private static final int MAXIMUM = 1024;

  private ShortText() {}

  /**
   * The text, if it is 1 to 1024 characters, none of them a control character or half of a pair.
   *
   * @throws ModelFormatException if not
   */
  public static String checked(String subject, String text) {
    if (text.isEmpty() || text.length() > MAXIMUM) {
      throw new ModelFormatException(
          subject, text.length() + " characters", "1 to " + MAXIMUM + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new ModelFormatException(subject, text, "no control characters");
    }
    return encodable(subject, text);
  }

  /** The text, if it can be written in UTF-8 and read back. */
  public static String encodable(String subject, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ModelFormatException(subject, "half of a surrogate pair", "text");
    }
    return text;
  }
}
