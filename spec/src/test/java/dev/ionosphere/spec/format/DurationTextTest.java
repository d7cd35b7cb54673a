package dev.ionosphere.spec.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "100ms, PT0.1S, 100ms",
    "90m,   PT1H30M, 1h30m",
    "24h,   PT24H, 1d",
    "0s,    PT0S, 0s",
    "1d2h3m4s5ms, P1DT2H3M4.005S, 1d2h3m4s5ms",
  })
  void isWrittenTheShortestWay(String text, Duration duration, String written) {
    assertThat(DurationText.parse(text)).contains(duration);
    assertThat(DurationText.of(duration)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "5 m", "1m1h", "-1s", "1.5h", "1234567s", "1w"})
  void refusesWhatIsNoDuration(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @Property
  void isReadAsItIsWritten(@ForAll @LongRange(max = 31_622_400_000L) long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThat(DurationText.parse(DurationText.of(duration))).contains(duration);
  }
}
