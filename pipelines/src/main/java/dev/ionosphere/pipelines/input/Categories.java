package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.pipelines.JobException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The values of columns of text that are learned from, in order, by the place of the column. */
final class Categories {

  /** More are no categories but keys or words. */
  static final int MOST = 1_000;

  /** In a model package. */
  private static final int LONGEST = 1_024;

  private final Map<Integer, SortedSet<String>> values = new HashMap<>();

  /** Takes in those of a block; of a column beyond one too many no more. */
  void add(int column, List<String> more) {
    SortedSet<String> known = values.computeIfAbsent(column, unused -> new TreeSet<>());
    for (String value : more) {
      if (known.size() > MOST) {
        return;
      }
      known.add(value);
    }
  }

  /** In order; empty of a number. */
  List<String> of(int column) {
    return List.copyOf(values.getOrDefault(column, new TreeSet<>()));
  }

  /**
   * @throws JobException if there are too many, or one is no name
   */
  void check(String input, List<String> columns) {
    values.forEach((column, own) -> {
      String subject =
          "input %s: column '%s'".formatted(input, ShownText.name(columns.get(column)));
      if (own.size() > MOST) {
        throw tooMany(subject);
      }
      for (String value : own) {
        if (value.length() > LONGEST
            || value.chars().anyMatch(Character::isISOControl)
            || !StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
          throw new JobException(
              "%s has the category '%s', which has control characters or more than %d letters"
                  .formatted(subject, ShownText.value(value), LONGEST));
        }
      }
    });
  }

  static JobException tooMany(String subject) {
    return new JobException(
        "%s has more than %d categories, so it holds keys or words; allowed are %d"
            .formatted(subject, MOST, MOST));
  }
}
