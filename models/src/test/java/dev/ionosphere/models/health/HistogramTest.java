package dev.ionosphere.models.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Test
  void knowsWhatIsMissing() {
    Histogram histogram = Histogram.of(new long[] {3, 0, 5}, 10);
    assertThat(histogram.missing()).isEqualTo(2);
    assertThat(histogram.shares()).containsExactly(0.3, 0, 0.5);
    assertThat(Histogram.empty(2).shares()).containsExactly(0, 0);
  }

  @Test
  void refusesCountsThatCannotBe() {
    assertThatThrownBy(() -> Histogram.of(new long[] {1, -1}, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Histogram.of(new long[] {3, 3}, 5))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Histogram.of(new long[] {Long.MAX_VALUE, 1}, Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Histogram.of(1, 2).merge(Histogram.of(1, 2, 3)))
        .hasMessageContaining("got 3 bins to merge, allowed: 2");
  }

  @Property(tries = 200)
  void windowsMergeInAnyOrderAndGrouping(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int windows) {
    Random random = new Random(seed);
    List<Histogram> all = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      long[] counts = random.longs(5, 0, 1000).toArray();
      all.add(Histogram.of(counts, 5000 + random.nextInt(10)));
    }
    Histogram inOrder = all.stream().reduce(Histogram.empty(5), Histogram::merge);
    Collections.shuffle(all, random);
    int cut = random.nextInt(windows + 1);
    Histogram left = all.subList(0, cut).stream().reduce(Histogram.empty(5), Histogram::merge);
    Histogram right =
        all.subList(cut, windows).stream().reduce(Histogram.empty(5), Histogram::merge);
    assertThat(right.merge(left)).isEqualTo(inOrder);
  }
}
