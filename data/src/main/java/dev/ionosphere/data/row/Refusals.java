package dev.ionosphere.data.row;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Rows that were not taken, counted by reason, with the first example of each. */
public final class Refusals implements Serializable {

  private static final long serialVersionUID = 1;

  private final EnumMap<RefusalReason, Long> counts = new EnumMap<>(RefusalReason.class);
  private final EnumMap<RefusalReason, String> examples = new EnumMap<>(RefusalReason.class);
  private long count;
  private String first = "";

  /**
   * Takes in one.
   *
   * @param example such as {@code row 7, column 'a': got 'x', a number is needed}
   */
  public void add(RefusalReason reason, String example) {
    if (count == 0) {
      first = example;
    }
    count++;
    counts.merge(reason, 1L, Long::sum);
    examples.putIfAbsent(reason, example);
  }

  /** Takes in those of another, which came after these. */
  public void addAll(Refusals others) {
    if (count == 0) {
      first = others.first;
    }
    count += others.count;
    others.counts.forEach((reason, more) -> counts.merge(reason, more, Long::sum));
    others.examples.forEach(examples::putIfAbsent);
  }

  public long count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** How many there are of each reason that there is. */
  public Map<RefusalReason, Long> counts() {
    return new EnumMap<>(counts);
  }

  /** The first example of each reason that there is. */
  public Map<RefusalReason, String> examples() {
    return new EnumMap<>(examples);
  }

  /** The example of the first of all. */
  public Optional<String> first() {
    return count == 0 ? Optional.empty() : Optional.of(first);
  }

  public void clear() {
    counts.clear();
    examples.clear();
    count = 0;
    first = "";
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
