package dev.ionosphere.models.health;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How a feature's values are counted. Immutable, safe for threads.
 *
 * <p>Continuous: {@code n} rising edges make {@code n + 1} bins; bin 0 is below the first edge, bin
 * {@code i} holds {@code edge[i-1] <= x < edge[i]}, the last is from the last edge on. Categorical:
 * {@code n} rising values make {@code n + 1} bins, the last for every other value. NaN is in no
 * bin.
 */
public final class Bins {

  /** Of {@link #indexOf} for NaN. */
  public static final int MISSING = -1;

  static final int MAXIMUM = 4096;

  private final Kind kind;
  private final double[] edges;
  private final double[] bounds; // of bin i: from bounds[i] to below bounds[i + 1]
  private final double first;
  private final double perUnit;
  private final boolean codes; // categories 0, 1, …: a value is its own place

  private Bins(Kind kind, double[] edges) {
    this.kind = kind;
    this.edges = edges;
    this.bounds = new double[edges.length + 2];
    System.arraycopy(edges, 0, bounds, 1, edges.length);
    bounds[0] = Double.NEGATIVE_INFINITY;
    bounds[edges.length + 1] = Double.POSITIVE_INFINITY;
    this.first = edges.length == 0 ? 0 : edges[0];
    double span = edges.length < 2 ? 0 : edges[edges.length - 1] - first;
    double density = (edges.length - 1) / span;
    this.perUnit = Double.isFinite(density) ? density : 0;
    this.codes =
        kind == Kind.CATEGORICAL
            && IntStream.range(0, edges.length).allMatch(place -> edges[place] == place);
  }

  /** Continuous or categorical. */
  public enum Kind {
    CONTINUOUS,
    CATEGORICAL;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Bins between these edges, the open ones at both ends included.
   *
   * @throws ModelFormatException if the edges are not finite and rising
   */
  public static Bins continuous(double... edges) {
    return new Bins(Kind.CONTINUOUS, rising("edges", edges));
  }

  /**
   * One bin a value and one for all others.
   *
   * @throws ModelFormatException if the values are not finite and rising
   */
  public static Bins categorical(double... values) {
    return new Bins(Kind.CATEGORICAL, rising("values", values));
  }

  private static double[] rising(String subject, double[] edges) {
    if (edges.length > MAXIMUM) {
      throw new ModelFormatException(subject, edges.length, "at most " + MAXIMUM);
    }
    for (int i = 0; i < edges.length; i++) {
      if (!Double.isFinite(edges[i]) || (i > 0 && !(edges[i - 1] < edges[i]))) {
        throw new ModelFormatException(subject, Arrays.toString(edges), "finite, rising numbers");
      }
    }
    return edges.clone();
  }

  public Kind kind() {
    return kind;
  }

  /** Finite edges, or the values of a categorical feature. */
  public double[] edges() {
    return edges.clone();
  }

  /** How many bins there are, one more than edges. */
  public int size() {
    return edges.length + 1;
  }

  /** The bin of the value, {@link #MISSING} for NaN. */
  public int indexOf(double value) {
    if (Double.isNaN(value)) {
      return MISSING;
    }
    return kind == Kind.CONTINUOUS ? above(value) : category(value);
  }

  /** How many edges are not above the value: guessed as if they were even, then corrected. */
  private int above(double value) {
    int last = edges.length;
    // A cast to int stays within the bounds of int, and makes NaN 0.
    int bin = Math.clamp((int) ((value - first) * perUnit + 1), 0, last);
    while (value < bounds[bin]) {
      bin--;
    }
    while (bin < last && value >= bounds[bin + 1]) {
      bin++;
    }
    return bin;
  }

  private int category(double value) {
    if (codes) {
      int place = (int) value;
      return place == value && place >= 0 && place < edges.length ? place : edges.length;
    }
    for (int i = 0; i < edges.length; i++) {
      if (edges[i] == value) {
        return i;
      }
    }
    return edges.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bins bins && kind == bins.kind && Arrays.equals(edges, bins.edges);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return kind.wireName() + Arrays.toString(edges);
  }
}
