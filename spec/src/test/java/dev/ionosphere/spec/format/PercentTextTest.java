package dev.ionosphere.spec.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PercentTextTest {

  @ParameterizedTest
  @CsvSource({"10%, 10", "0.5%, 0.5", "100%, 100", "100.000%, 100.000", "99.999999%, 99.999999"})
  void isAShareOfAHundred(String text, BigDecimal percent) {
    assertThat(PercentText.parse(text)).contains(percent);
    assertThat(PercentText.parse(PercentText.of(percent.doubleValue())))
        .hasValueSatisfying(again -> assertThat(again).isEqualByComparingTo(percent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "%", "101%", "100.1%", "-1%", "1e1%", "1,5%", "0.1234567%"})
  void refusesWhatIsNoShare(String text) {
    assertThat(PercentText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.9, 90%", "0.995, 99.5%", "1.0, 100%", "0.07, 7%"})
  void writesAShareOfOne(double share, String text) {
    assertThat(PercentText.ofShare(share)).isEqualTo(text);
  }
}
