package dev.ionosphere.spec.ion;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A label selector with the grammar of Kubernetes: {@code a=b}, {@code a!=b}, {@code a in (b,c)},
 * {@code a notin (b,c)}, {@code a}, {@code !a}, joined by commas.
 *
 * @param text as written
 */
public record DeviceSelector(String text, List<Requirement> requirements) {

  public DeviceSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * @throws IllegalArgumentException if the text is no selector; the message says why
   */
  public static DeviceSelector parse(String text) {
    return SelectorText.parse(text);
  }

  /** One that no device matches, for a text that is none; without requirements all would. */
  public static DeviceSelector ofNothing(String text) {
    return new DeviceSelector(text, List.of(new Requirement("", Operator.IN, Set.of())));
  }

  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }

  /** One condition on one label. */
  public record Requirement(String key, Operator operator, Set<String> values) {

    public Requirement {
      values = Set.copyOf(values);
    }

    boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case ABSENT -> value == null;
      };
    }
  }

  /** How a requirement's values are held against a label. */
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    ABSENT
  }
}
