package dev.ionosphere.api.health.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WorstFirstTest {

  @Test
  void allThatDiedAtOnceAreNamedSignalBySignal() {
    List<Finding> dead =
        List.of(
            broken(Signal.MISSING, "heat", 0.2),
            broken(Signal.DEVICE, "heat", 0.5),
            broken(Signal.MISSING, "flow", 1),
            broken(Signal.DEVICE, "flow", 0.1),
            broken(Signal.MISSING, "speed", 0.6));
    assertThat(WorstFirst.texts(dead))
        .containsExactly("flow: 0.1", "heat: 0.5", "flow: 1.0", "speed: 0.6", "heat: 0.2");
    assertThat(WorstFirst.texts(dead, 1))
        .containsExactly("flow: 0.1", "and 1 more", "flow: 1.0", "and 2 more");
  }

  @Test
  void moreThanTenOfASignalAreCounted() {
    List<Finding> dead =
        Stream.concat(
                IntStream.rangeClosed(1, 14).mapToObj(i -> broken(Signal.STUCK, "s" + i, 0)),
                Stream.of(broken(Signal.REFUSED, "", 0.5)))
            .toList();
    assertThat(WorstFirst.texts(dead))
        .hasSize(12)
        .startsWith("s1: 0.0")
        .contains("s10: 0.0")
        .doesNotContain("s11: 0.0")
        .endsWith("and 4 more", ": 0.5");
  }

  @Test
  void whatIsBrokenComesBeforeWhatIsFine() {
    Finding fine = new Finding(Signal.SHIFT, "a", 9, 0.25, false, "by chance");
    Finding broken = broken(Signal.SHIFT, "b", 0.3);
    assertThat(WorstFirst.of(List.of(fine, broken))).containsExactly(broken, fine);
  }

  private static Finding broken(Signal signal, String feature, double value) {
    return new Finding(signal, feature, value, 0, true, feature + ": " + value);
  }
}
