package dev.ionosphere.pipelines.kmeans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnNamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "heat", "heat 2", "T_in.max-1", "Größe"})
  void showsANameAsItIs(String name) {
    assertThat(ColumnNames.shown(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=b", "{\"d\":1}", "line\nbreak", "<script>"})
  void showsOnlyTheLengthOfWhatIsNoName(String name) {
    assertThat(ColumnNames.shown(name))
        .isEqualTo("(%d characters that are no name)".formatted(name.length()));
  }

  @Test
  void neverShowsATextAsLongAsAKey() {
    assertThat(ColumnNames.shown("k".repeat(40))).isEqualTo("k".repeat(40));
    assertThat(ColumnNames.shown("k".repeat(41))).doesNotContain("kk");
  }

  @Test
  void showsTheFirstHundredColumns() {
    assertThat(ColumnNames.shown(Collections.nCopies(102, "a")))
        .startsWith("[a, a, ")
        .endsWith("] and 2 more");
    assertThat(ColumnNames.shown(List.of("a", "b=c"))).isEqualTo("a line that is no header");
  }
}
