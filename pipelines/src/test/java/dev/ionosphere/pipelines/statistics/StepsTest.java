package dev.ionosphere.pipelines.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepsTest {

  @Test
  void readsWhatAProgramSays() {
    assertThat(Steps.of(new Steps(3, 8).toString())).isEqualTo(new Steps(3, 8));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "3", "0/8", "9/8", "3/8/9", "-1/8", "3/99999", "a/b", "03/8"})
  void anythingElseIsNoPlan(String property) {
    assertThat(Steps.of(property)).isEqualTo(Steps.UNKNOWN);
  }

  @Test
  void fractionIsOfThePlanOrElseOfTheWorkItself() {
    assertThat(new Steps(3, 8).fraction(0.5)).isEqualTo(2.5 / 8);
    assertThat(Steps.UNKNOWN.fraction(0.5)).isEqualTo(0.5);
  }
}
