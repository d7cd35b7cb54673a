package dev.ionosphere.models.format;

/**
 * Bytes that are not what they should be. Every reader of this module answers hostile or damaged
 * input with this exception and no other; the message names the subject, what was got and what is
 * allowed, and is safe to show.
 */
public final class ModelFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 80;

  public ModelFormatException(String message) {
    super(message);
  }

  public ModelFormatException(String subject, Object got, String allowed) {
    super(subject + ": got " + shown(got) + ", allowed: " + allowed);
  }

  /** A value from hostile bytes, short and without control characters. */
  public static String shown(Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
