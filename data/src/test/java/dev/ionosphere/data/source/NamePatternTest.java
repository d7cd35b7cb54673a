package dev.ionosphere.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

  @ParameterizedTest
  @CsvSource({
    "*, a.csv, true",
    "*, .a.csv, false",
    "*.csv, a.csv, true",
    "*.csv, .csv, false",
    "*.csv, a.csv.tmp, false",
    "*.csv*, a.csv.gz, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-c-b, false",
    "a.csv, axcsv, false",
    "**, a, true",
    "a*, a, true",
    "?, é, true"
  })
  void fitsNames(String pattern, String name, boolean fits) {
    assertThat(new NamePattern(pattern).matches(name)).isEqualTo(fits);
  }

  @Test
  void noNameTakesLong() {
    String pattern = "*a".repeat(100);
    assertThat(new NamePattern(pattern).matches("a".repeat(254) + "b")).isFalse();
  }

  @Test
  void isNoPathAndNoHiddenName() {
    assertThat(new String[] {"", ".a", "a/b", "a\\b", "[a]", "a b", "${HOME}", "a".repeat(201)})
        .noneMatch(NamePattern::isOne);
    assertThat(NamePattern.isOne("${device}-*.csv")).isTrue();
  }
}
