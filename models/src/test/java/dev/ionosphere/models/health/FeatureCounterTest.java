package dev.ionosphere.models.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FeatureCounterTest {

  private final Baseline baseline =
      new Baseline(
          List.of(
              new Baseline.Feature("a", Bins.continuous(0, 1), Histogram.of(1, 2, 3)),
              new Baseline.Feature("gone", Bins.continuous(0), Histogram.of(1, 2)),
              new Baseline.Feature("b", Bins.categorical(5, 6), Histogram.of(1, 2, 0))));
  private final FeatureCounter counter = new FeatureCounter(baseline, List.of("b", "x", "a"));

  @Test
  void countsByNameIntoTheBinsOfTheBaseline() {
    counter.count(new double[] {5, 99, 0.5, 7, 99, -1, Double.NaN, 99, 2}, 0, 3);
    counter.count(new double[] {6, 99, Double.NaN});
    assertThat(counter.rows()).isEqualTo(4);
    assertThat(counter.counts()).containsOnlyKeys("a", "b");
    assertThat(counter.counts().get("a")).containsExactly(1, 1, 1);
    assertThat(counter.counts().get("b")).containsExactly(1, 1, 1);
    assertThat(counter.histograms().get("a")).isEqualTo(Histogram.of(new long[] {1, 1, 1}, 4));
    assertThat(counter.histograms().get("a").missing()).isOne();
  }

  @Test
  void keepsTheLeastAndTheGreatestValue() {
    counter.count(new double[] {5, 99, 0.5, 7, 99, -1, 6, 99, Double.NaN}, 0, 3);
    counter.count(new double[] {6, 99, 3});
    assertThat(counter.seen().get("a").least()).hasValue(-1);
    assertThat(counter.seen().get("a").greatest()).hasValue(3);
    assertThat(counter.seen().get("b").least()).hasValue(5);
    assertThat(counter.seen().get("b").greatest()).hasValue(7);
    counter.reset();
    counter.count(new double[] {6, 99, Double.NaN});
    assertThat(counter.seen().get("a").least()).as("no value").isEmpty();
    assertThat(counter.seen().get("a").greatest()).as("no value").isEmpty();
    assertThat(counter.seen().get("b").least()).hasValue(6);
    assertThat(counter.seen().get("b").greatest()).hasValue(6);
  }

  @Test
  void takesInfinitiesForValues() {
    counter.count(new double[] {5, 99, Double.POSITIVE_INFINITY});
    assertThat(counter.seen().get("a").least()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(counter.seen().get("a").greatest()).hasValue(Double.POSITIVE_INFINITY);
    assertThat(counter.seen().get("a").counts()).containsExactly(0, 0, 1);
  }

  @Test
  void startsAgainAfterAReset() {
    counter.count(new double[] {5, 0, 0});
    counter.reset();
    assertThat(counter.rows()).isZero();
    assertThat(counter.histograms().get("b")).isEqualTo(Histogram.empty(3));
  }

  @Test
  void refusesRowsThatDoNotFit() {
    assertThatThrownBy(() -> counter.count(new double[5], 0, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> counter.count(new double[6], -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Windows of a stream, closed anywhere, merge to what one window would have counted. */
  @Property(tries = 100)
  void windowsMergeToTheWhole(@ForAll long seed) {
    Random random = new Random(seed);
    double[] rows = random.doubles(300, -1, 7).map(x -> x > 5 ? Math.floor(x) : x).toArray();
    FeatureCounter whole = new FeatureCounter(baseline, List.of("b", "x", "a"));
    whole.count(rows, 0, 100);
    FeatureCounter windows = new FeatureCounter(baseline, List.of("b", "x", "a"));
    Histogram merged = Histogram.empty(3);
    int from = 0;
    while (from < 100) {
      int count = Math.min(100 - from, 1 + random.nextInt(30));
      windows.count(rows, from, count);
      merged = merged.merge(windows.histograms().get("a"));
      windows.reset();
      from += count;
    }
    assertThat(merged).isEqualTo(whole.histograms().get("a"));
  }

  @Test
  void allocatesNothingForRows() {
    double[] rows = new Random(1).doubles(3000, -1, 7).toArray();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    counter.count(rows, 0, 1000);
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 20; i++) {
      counter.count(rows, 0, 1000);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
  }
}
