package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.pipelines.JobException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What rows may be. Labels are in the order of their names, or of numbers if they are some: unlike
 * that of their frequency it is the same from one training to the next.
 *
 * @param column that holds them
 */
public record Labels(String column, List<String> names) {

  /** More are no labels but measurements or keys. */
  public static final int MOST = 100;

  /** Whole numbers of 64 bits may be equal as doubles. */
  private static final Comparator<String> BY_VALUE =
      Comparator.<String>comparingDouble(Double::parseDouble)
          .thenComparing(Comparator.naturalOrder());

  /** In a model package. */
  private static final int LONGEST = 1_024;

  public Labels {
    names = List.copyOf(names);
  }

  /**
   * @throws JobException if they are too few, too many, or no names
   */
  static Labels of(String input, LabelColumn column, LabelCounts counts) {
    String subject = "input %s: column '%s'".formatted(input, ShownText.name(column.name()));
    if (counts.tooMany()) {
      throw new JobException(
          "%s has more than %d labels in the rows that lack no value; at most %d can be told apart, so it holds measurements or keys"
              .formatted(subject, MOST, MOST));
    }
    List<String> names =
        counts.rows().keySet().stream()
            .sorted(column.isNumeric() ? BY_VALUE : Comparator.naturalOrder())
            .toList();
    if (names.size() < 2) {
      throw new JobException(
          "%s has %s in the rows that lack no value; 2 to %d labels are needed"
              .formatted(
                  subject,
                  names.isEmpty()
                      ? "no label"
                      : "no other label than '%s'".formatted(ShownText.value(names.get(0))),
                  MOST));
    }
    for (String name : names) {
      if (name.length() > LONGEST
          || name.chars().anyMatch(Character::isISOControl)
          || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
        throw new JobException(
            "%s has the label '%s', which has control characters or more than %d letters"
                .formatted(subject, ShownText.value(name), LONGEST));
      }
    }
    return new Labels(column.name(), names);
  }

  public int size() {
    return names.size();
  }

  /** Places of the labels, from 0. */
  Map<String, Integer> places() {
    Map<String, Integer> places = new HashMap<>();
    names.forEach(name -> places.put(name, places.size()));
    return Map.copyOf(places);
  }
}
