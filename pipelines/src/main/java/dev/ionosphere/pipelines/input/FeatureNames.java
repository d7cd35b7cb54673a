package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.pipelines.JobException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a column that is learned from may be called: models and devices know it by its name. */
final class FeatureNames {

  /** In a model package. */
  private static final int LONGEST = 1_024;

  static void check(String input, List<String> features) {
    Map<String, String> seen = new HashMap<>();
    for (String name : features) {
      if (name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
        throw new JobException(
            "input %s: column name '%s' has control characters or more than %d letters; rename it, or list it under 'exclude'"
                .formatted(input, ShownText.name(name), LONGEST));
      }
      String other = seen.put(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        throw new JobException(
            "input %s: columns '%s' and '%s' differ by capitals alone; rename one, or list it under 'exclude'"
                .formatted(input, ShownText.name(other), ShownText.name(name)));
      }
    }
  }

  private FeatureNames() {}
}
