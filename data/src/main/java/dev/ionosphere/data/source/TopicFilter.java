package dev.ionosphere.data.source;

import java.util.regex.Pattern;

/**
 * Topics of MQTT: levels between slashes, of which {@code +} stands for any one, and {@code #}, at
 * the end, for all further ones.
 */
public final class TopicFilter {

  /** What documents may say, for messages. */
  public static final String ALLOWED =
      "a topic of 1 to 500 characters, + for a level, # at its end for all further ones, not begun with $";

  private static final int LONGEST = 500;
  private static final String LEVEL = "(?:\\+|[^+#/\\x00-\\x1f\\x7f-\\x9f]*)";
  private static final Pattern TEXT =
      Pattern.compile("(?!\\$)(?:#|" + LEVEL + "(?:/" + LEVEL + ")*(?:/#)?)");

  private final String[] levels;

  /**
   * @throws IllegalArgumentException if {@link #isOne} denies it
   */
  public TopicFilter(String text) {
    if (!isOne(text)) {
      throw new IllegalArgumentException("got '%s', allowed: %s".formatted(text, ALLOWED));
    }
    this.levels = text.split("/", -1);
  }

  /** Whether the text is a filter; <code>${device}</code> may stand for the device's id. */
  public static boolean isOne(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && TEXT.matcher(text.replace("${device}", "x")).matches();
  }

  /** Whether messages of the topic are asked for; those of the broker itself, $SYS, never are. */
  public boolean matches(String topic) {
    String[] given = topic.split("/", -1);
    if (topic.startsWith("$")) {
      return false;
    }
    for (int i = 0; i < levels.length; i++) {
      if (levels[i].equals("#")) {
        return true;
      }
      if (i >= given.length || !levels[i].equals("+") && !levels[i].equals(given[i])) {
        return false;
      }
      // sport/# is also sport
      if (i == given.length - 1 && i == levels.length - 2 && levels[i + 1].equals("#")) {
        return true;
      }
    }
    return given.length == levels.length;
  }
}
