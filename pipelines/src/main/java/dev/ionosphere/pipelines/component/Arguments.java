package dev.ionosphere.pipelines.component;

import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.input.ColumnWish;
import dev.ionosphere.pipelines.plan.Unseen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The arguments of a component, by their types. Each refusal names the argument and what is
 * allowed.
 */
public final class Arguments {

  private static final Set<String> ALL =
      Set.of("input", "features", "exclude", "categories", "unseen", "goldenRows");

  private static final int FEWEST_GOLDEN = 200;
  private static final int MOST_GOLDEN = 10_000;

  private final String component;
  private final Map<String, Object> values;

  /**
   * @param component its name, for messages
   */
  public Arguments(String component, Map<String, Object> values) {
    this.component = component;
    this.values = Map.copyOf(values);
  }

  /** Takes these beside the ones that all components have, and no others. */
  public Arguments only(String... own) {
    TreeSet<String> known = new TreeSet<>(ALL);
    known.addAll(List.of(own));
    for (String name : new TreeSet<>(values.keySet())) {
      if (!known.contains(name)) {
        throw new JobException(
            "%s: unknown argument '%s', allowed are %s".formatted(component, name, known));
      }
    }
    return this;
  }

  /** The columns that are asked for. */
  ColumnWish columns(Optional<String> label) {
    return new ColumnWish(
        names("features"),
        Set.copyOf(names("exclude")),
        names("categories"),
        Unseen.valueOf(word("unseen", "other", "refuse", "missing")),
        label);
  }

  /** The columns that are asked for, all of them features. */
  public ColumnWish columns() {
    return columns(Optional.empty());
  }

  /** The same with the column of labels, which must be named by an argument. */
  public ColumnWish columnsAndLabel(String name) {
    return columns(Optional.of(needText(name, "the name of a column")));
  }

  /** How many golden rows of each sort are wanted. */
  public int goldenRows() {
    return whole("goldenRows", FEWEST_GOLDEN, MOST_GOLDEN, FEWEST_GOLDEN);
  }

  /** A whole number that must be there. */
  public int needWhole(String name, int least, int most) {
    if (!values.containsKey(name)) {
      throw new JobException(
          "%s: argument '%s' is missing, a whole number from %d to %d"
              .formatted(component, name, least, most));
    }
    return whole(name, least, most, least);
  }

  public int whole(String name, int least, int most, int absent) {
    return (int) whole(name, (long) least, most, absent);
  }

  /** A seed: the same data, arguments and seed give the same model. */
  public long seed() {
    return whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 42L);
  }

  private long whole(String name, long least, long most, long absent) {
    Object value = values.getOrDefault(name, absent);
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.longValue() >= least
        && number.longValue() <= most) {
      return number.longValue();
    }
    throw refused(name, value, "a whole number from %d to %d".formatted(least, most));
  }

  public double number(String name, double least, double most, double absent) {
    Object value = values.getOrDefault(name, absent);
    if (value instanceof Number number
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.doubleValue();
    }
    throw refused(name, value, "a number from %s to %s".formatted(shown(least), shown(most)));
  }

  /** A number above 0 up to 1. */
  public double fraction(String name, double absent) {
    Object value = values.getOrDefault(name, absent);
    if (value instanceof Number number && number.doubleValue() > 0 && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    throw refused(name, value, "a number above 0 up to 1");
  }

  /** One of some words. */
  public String word(String name, String absent, String... others) {
    Object value = values.getOrDefault(name, absent);
    if (value.equals(absent) || List.of(others).contains(value)) {
      return value.toString();
    }
    throw refused(name, value, absent + " or " + String.join(" or ", others));
  }

  private String needText(String name, String what) {
    Object value = values.get(name);
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    if (value == null) {
      throw new JobException("%s: argument '%s' is missing, %s".formatted(component, name, what));
    }
    throw refused(name, value, what);
  }

  private List<String> names(String name) {
    Object value = values.getOrDefault(name, List.of());
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).distinct().toList();
    }
    throw refused(name, value, "a list of column names");
  }

  /** Labels as they are read: of a number or truth its usual spelling. */
  public List<String> labels(String name) {
    Object value = values.getOrDefault(name, List.of());
    if (value instanceof List<?> list
        && list.stream()
            .allMatch(
                one -> one instanceof String || one instanceof Boolean || one instanceof Number)) {
      return list.stream().map(Arguments::label).distinct().toList();
    }
    throw refused(name, value, "a list of labels");
  }

  private static String label(Object value) {
    return value instanceof Double number ? shown(number) : value.toString();
  }

  private static String shown(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1L << 53
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private JobException refused(String name, Object got, String allowed) {
    return new JobException(
        "%s: argument '%s' is %s, allowed is %s".formatted(component, name, got, allowed));
  }
}
