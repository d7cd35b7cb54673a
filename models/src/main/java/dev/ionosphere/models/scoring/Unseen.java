package dev.ionosphere.models.scoring;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of a row with a category that training did not see. Any such value is counted. */
public enum Unseen {
  /** The row is not scored, and counted as such. */
  REFUSE,
  /** It is scored as none of the categories. */
  OTHER,
  /** As if there were no value. */
  MISSING;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Unseen ofWireName(String path, String name) {
    return Arrays.stream(values())
        .filter(one -> one.wireName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ModelFormatException(
                path,
                name,
                Arrays.stream(values()).map(Unseen::wireName).collect(Collectors.joining(", "))));
  }
}
