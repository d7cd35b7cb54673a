package dev.ionosphere.data.cell;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a message may quote of a source. Messages go further than data do, so nothing but short
 * texts leaves a source, whatever was named as one: keys and tokens are longer than forty letters.
 */
public final class ShownText {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_. /%°()\\[\\]-]{1,40}");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
  private static final int MOST_NAMES = 100;
  private static final int MOST_VALUE = 16;

  /** The name of a column, if it looks like one. */
  public static String name(String name) {
    return name.isEmpty() || NAME.matcher(name).matches()
        ? name
        : "(%d characters that are no name)".formatted(name.length());
  }

  /** Names of columns, if they all look like some. */
  public static String names(List<String> names) {
    if (names.stream().anyMatch(name -> !name.isEmpty() && !NAME.matcher(name).matches())) {
      return "a line that is no header";
    }
    return names.size() > MOST_NAMES
        ? names.subList(0, MOST_NAMES) + " and " + (names.size() - MOST_NAMES) + " more"
        : names.toString();
  }

  /** A broken value is short, such as {@code n/a}; what is longer is told by its length. */
  public static String value(String value) {
    return value.length() <= MOST_VALUE
        ? CONTROLS.matcher(value).replaceAll("?")
        : "(%d characters)".formatted(value.length());
  }

  private ShownText() {}
}
