package dev.ionosphere.spec.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {

  private static final List<String> KNOWN = List.of("every", "source", "schedule", "health");

  @ParameterizedTest
  @CsvSource({
    "evry, every",
    "EVERY, every",
    "eveyr, every",
    "sauce, source",
    "shedule, schedule",
    "heatlh, health",
    "x,",
  })
  void isWhatWasProbablyMeant(String written, String meant) {
    assertThat(NearestName.of(written, KNOWN).orElse(null)).isEqualTo(meant);
  }

  @Test
  void costsNothingForALongName() {
    assertThat(NearestName.of("every".repeat(100_000), KNOWN)).isEmpty();
  }
}
