package dev.ionosphere.models.health;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Counts rows into the bins of a baseline, a few nanoseconds a value and nothing allocated, and
 * keeps the least and the greatest value of each feature. What it tells is of the rows since the
 * last {@link #reset}. One thread at a time.
 */
public final class FeatureCounter {

  private final List<Baseline.Feature> features;
  private final int stride;
  private final int[] columns;
  private final Bins[] bins;
  private final long[][] counts; // [feature][1 + bin], 0 for missing: counting needs no branch
  private final double[] least; // infinity while there was no value
  private final double[] greatest; // minus infinity while there was no value
  private long rows;

  /**
   * What was seen of a feature.
   *
   * @param counts in the bins of the baseline; rows that are in none had no value
   * @param least value; absent if there was none
   * @param greatest value; absent if there was none
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Seen(long[] counts, OptionalDouble least, OptionalDouble greatest) {}

  /**
   * @param columns names of the columns of a row, in order; a feature of the baseline that is not
   *     among them is left out
   */
  public FeatureCounter(Baseline baseline, List<String> columns) {
    this.features = baseline.features().stream().filter(f -> columns.contains(f.name())).toList();
    this.stride = columns.size();
    this.columns = features.stream().mapToInt(f -> columns.indexOf(f.name())).toArray();
    this.bins = features.stream().map(Baseline.Feature::bins).toArray(Bins[]::new);
    this.counts = features.stream().map(f -> new long[f.bins().size() + 1]).toArray(long[][]::new);
    this.least = new double[bins.length];
    this.greatest = new double[bins.length];
    forgetValues();
  }

  /** How many numbers one such counter keeps. */
  public int cells() {
    return Arrays.stream(bins).mapToInt(own -> own.size() + 1).sum();
  }

  public void count(double[] row) {
    count(row, 0, 1);
  }

  /**
   * Counts some of the rows that lie one after the other.
   *
   * @param rows row-major
   */
  public void count(double[] rows, int firstRow, int count) {
    if (firstRow < 0 || count < 0 || (firstRow + (long) count) * stride > rows.length) {
      throw new IllegalArgumentException(
          "rows: got "
              + rows.length
              + " values, needed: "
              + stride
              + " for each of rows "
              + firstRow
              + " to "
              + (firstRow + (long) count - 1));
    }
    for (int f = 0; f < bins.length; f++) {
      Bins own = bins[f];
      long[] into = counts[f];
      int at = firstRow * stride + columns[f];
      double low = least[f];
      double high = greatest[f];
      for (int r = 0; r < count; r++, at += stride) {
        double value = rows[at];
        into[own.indexOf(value) + 1]++;
        // False for NaN.
        low = value < low ? value : low;
        high = value > high ? value : high;
      }
      least[f] = low;
      greatest[f] = high;
    }
    this.rows += count;
  }

  /** Rows since the last reset. */
  public long rows() {
    return rows;
  }

  /** What was counted, by feature. */
  public Map<String, Histogram> histograms() {
    Map<String, Histogram> histograms = new LinkedHashMap<>();
    counts().forEach((name, own) -> histograms.put(name, Histogram.of(own, rows)));
    return histograms;
  }

  /** The counts in the bins, by feature: what telemetry carries. */
  public Map<String, long[]> counts() {
    Map<String, long[]> result = new LinkedHashMap<>();
    for (int f = 0; f < bins.length; f++) {
      long[] own = new long[bins[f].size()];
      System.arraycopy(counts[f], 1, own, 0, own.length);
      result.put(features.get(f).name(), own);
    }
    return result;
  }

  /** What was seen, by feature. */
  public Map<String, Seen> seen() {
    Map<String, Seen> result = new LinkedHashMap<>();
    Map<String, long[]> own = counts();
    for (int f = 0; f < bins.length; f++) {
      String name = features.get(f).name();
      long[] in = own.getOrDefault(name, new long[0]);
      boolean any = Arrays.stream(in).anyMatch(count -> count > 0);
      result.put(
          name,
          any
              ? new Seen(in, OptionalDouble.of(least[f]), OptionalDouble.of(greatest[f]))
              : new Seen(in, OptionalDouble.empty(), OptionalDouble.empty()));
    }
    return result;
  }

  public void reset() {
    for (long[] own : counts) {
      Arrays.fill(own, 0);
    }
    forgetValues();
    rows = 0;
  }

  private void forgetValues() {
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
  }
}
