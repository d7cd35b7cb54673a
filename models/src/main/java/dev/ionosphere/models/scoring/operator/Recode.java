package dev.ionosphere.models.scoring.operator;

import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.List;

/**
 * Puts other numbers for those of a list, column by column: a category's place in one order becomes
 * that in another, or its number. Any of them may be missing.
 *
 * @param of number of the step that it reads
 * @param counts by column: how many numbers are listed, 0 or more
 * @param keys the numbers listed, column after column, rising in each
 * @param values what each becomes
 * @param others by column: what a number that is not listed becomes
 * @param missing by column: what a missing number becomes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its content below
public record Recode(
    int of, int[] counts, Vector keys, Vector values, Vector others, Vector missing)
    implements Operator {

  static final int MOST_KEYS = 1_000_000;

  public Recode {
    Operator.checkedWidth("recode, columns", counts.length);
    counts = counts.clone();
    long listed = 0;
    for (int count : counts) {
      if (count < 0 || count > MOST_KEYS) {
        throw new ModelFormatException("recode, keys of a column", count, "0 to " + MOST_KEYS);
      }
      listed += count;
    }
    sized("keys", keys, listed);
    sized("values", values, listed);
    sized("others", others, counts.length);
    sized("missing", missing, counts.length);
    int at = 0;
    for (int column = 0; column < counts.length; column++) {
      for (int i = 0; i < counts[column]; i++, at++) {
        if (Double.isNaN(keys.get(at)) || (i > 0 && !(keys.get(at - 1) < keys.get(at)))) {
          throw new ModelFormatException(
              "recode, key %d of column %d".formatted(i, column),
              keys.get(at),
              "numbers that rise");
        }
      }
    }
  }

  private static void sized(String what, Vector vector, long size) {
    if (vector.size() != size) {
      throw new ModelFormatException("recode, " + what, vector.size(), "" + size);
    }
  }

  static Recode read(PlanReader in) {
    int of = in.u16();
    int[] counts = in.wholes(in.count("columns", MOST_WIDTH));
    long listed = 0;
    for (int count : counts) {
      listed += count < 0 ? MOST_KEYS + 1L : count;
    }
    if (listed > MOST_KEYS) {
      throw new ModelFormatException(in.path("keys"), listed, "0 to " + MOST_KEYS);
    }
    return new Recode(
        of,
        counts,
        in.numbers(listed),
        in.numbersOrMissing(listed),
        in.numbersOrMissing(counts.length),
        in.numbersOrMissing(counts.length));
  }

  static Recode of(JsonFields json) {
    json.only("kind", "of", "keys", "values", "others", "missing");
    List<double[]> keys = json.rows("keys");
    List<double[]> values = json.rows("values");
    for (int column = 0; column < Math.min(keys.size(), values.size()); column++) {
      if (keys.get(column).length != values.get(column).length) {
        throw new ModelFormatException(
            json.path("values") + "[" + column + "]",
            values.get(column).length + " numbers",
            keys.get(column).length + " as there are keys");
      }
    }
    return new Recode(
        json.index("of"),
        keys.stream().mapToInt(column -> column.length).toArray(),
        Vector.of(flat(keys)),
        Vector.orMissing(flat(values)),
        Vector.orMissing(json.numbers("others")),
        Vector.orMissing(json.numbers("missing")));
  }

  private static double[] flat(List<double[]> columns) {
    return columns.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  @Override
  public void write(PlanWriter out) {
    out.u16(of).u32(counts.length).wholes(counts);
    out.numbers(keys).numbers(values).numbers(others).numbers(missing);
  }

  /** Whether what it lists of a column are all the codes of so many categories, from 0 on. */
  public boolean listsCodes(int column, int categories) {
    int from = Arrays.stream(counts, 0, column).sum();
    boolean all = counts[column] == categories;
    for (int i = 0; all && i < categories; i++) {
      all = keys.get(from + i) == i;
    }
    return all;
  }

  @Override
  public OperatorKind kind() {
    return OperatorKind.RECODE;
  }

  @Override
  public List<Integer> reads() {
    return List.of(of);
  }

  @Override
  public int needs() {
    return counts.length;
  }

  @Override
  public int width() {
    return counts.length;
  }

  @Override
  public boolean hidesMissing() {
    return true;
  }

  @Override
  public Kernel kernel() {
    return new RecodeKernel(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recode recode
        && of == recode.of
        && Arrays.equals(counts, recode.counts)
        && keys.equals(recode.keys)
        && values.equals(recode.values)
        && others.equals(recode.others)
        && missing.equals(recode.missing);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + keys.hashCode();
  }

  @Override
  public String toString() {
    return keys.size() + " numbers of " + counts.length + " columns";
  }
}
