package dev.ionosphere.pipelines.kmeans;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a message may quote of a file. Messages go further than files do, so nothing but short texts
 * leaves a file, whatever was named as input: keys and tokens are longer than forty letters.
 */
final class ColumnNames {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_. -]{1,40}");
  private static final int MOST_SHOWN = 100;
  private static final int MOST_CELL = 16;

  static String shown(String name) {
    return name.isEmpty() || NAME.matcher(name).matches()
        ? name
        : "(%d characters that are no name)".formatted(name.length());
  }

  static String shown(List<String> names) {
    if (names.stream().anyMatch(name -> !NAME.matcher(name).matches())) {
      return "a line that is no header";
    }
    return names.size() > MOST_SHOWN
        ? names.subList(0, MOST_SHOWN) + " and " + (names.size() - MOST_SHOWN) + " more"
        : names.toString();
  }

  /** A broken cell is short, such as {@code n/a}; what is longer is told by its length. */
  static String shownCell(String cell) {
    return cell.length() <= MOST_CELL ? cell : "(%d characters)".formatted(cell.length());
  }

  private ColumnNames() {}
}
