package dev.ionosphere.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StorableTest {

  @Test
  void leavesOrdinaryTextAlone() {
    assertThat(Storable.text("Wörter, 数 and 😀", 40)).isEqualTo("Wörter, 数 and 😀");
  }

  @Test
  void dropsWhatPostgresRefuses() {
    assertThat(Storable.text("s\0i\0d\0", 40)).isEqualTo("sid");
  }

  @Test
  void replacesHalvesOfCharacters() {
    assertThat(Storable.text("a\uD83D-\uDE00b", 40)).isEqualTo("a\uFFFD-\uFFFDb");
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(Storable.text("ab😀c", 3)).isEqualTo("ab");
    assertThat(Storable.text("ab😀c", 4)).isEqualTo("ab😀");
    assertThat(Storable.reason("r".repeat(5_000))).hasSize(Storable.REASON);
  }
}
