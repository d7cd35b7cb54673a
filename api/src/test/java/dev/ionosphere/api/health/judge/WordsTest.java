package dev.ionosphere.api.health.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void numbersAreAsAPatternWouldHaveThem() {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 10_000; i++) {
      double share = random.nextDouble(0.01, 1);
      // Where rounding is not a matter of the last bit.
      double value = Math.round(share * 1e6) / 1e6 + 1e-7;
      assertThat(Words.percent(value))
          .isEqualTo(String.format(Locale.ROOT, "%.1f %%", 100 * value));
      assertThat(Words.score(-value)).isEqualTo(String.format(Locale.ROOT, "%.2f", -value));
    }
  }

  @Test
  void oddNumbersAreSaidToo() {
    assertThat(Words.score(0)).isEqualTo("0.00");
    assertThat(Words.score(0.999)).isEqualTo("1.00");
    assertThat(Words.score(12_345_678.9)).isEqualTo("12345678.90");
    assertThat(Words.score(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(Words.score(Double.NaN)).isEqualTo("NaN");
    assertThat(Words.percent(1)).isEqualTo("100.0 %");
  }
}
