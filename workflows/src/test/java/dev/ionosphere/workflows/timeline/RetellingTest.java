package dev.ionosphere.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetellingTest {

  private static final String DATA =
      "{\"expiresAt\":\"2026-03-04T10:00:00.123Z\",\"reason\":\"after 2026-03-04T10:00:00Z\"}";

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "2026-03-04T10:00:00.123Z, 2026-03-04T10:00:07Z, true",
        "2026-03-04T10:00:00.123Z, soon, false",
        "after 2026-03-04T10:00:00Z, after 2026-03-04T10:00:01Z, false",
        "reason, cause, false",
      })
  void onlyTimesMayDiffer(String text, String other, boolean same) {
    assertThat(Retelling.isSame(DATA, DATA.replace(text, other))).isEqualTo(same);
  }

  @Test
  void theSameIsTheSame() {
    assertThat(Retelling.isSame(DATA, DATA)).isTrue();
  }
}
